package org.statescope.analysis.design;

import java.util.BitSet;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SystemBank;

/// The bank that has the poles of a design, in the same structure.
final class BankBuilder {
  private BankBuilder() {}

  /// - Formula: diagonals hold the poles; companion coefficients are those of ∏ (s − λᵢ); Schwarz
  ///   parameters are [SchwarzCoefficients]. B and C stay, but for the 0 of removed states.
  /// - Modified: nothing; systems that are not named keep their parameters to the bit.
  ///
  /// @param edited the poles and removed states to realise; its bank is the one before
  /// @param systems those with other poles
  static SystemBank build(LayerDesign edited, BitSet systems) {
    return switch (edited.bank()) {
      case DiagonalBank bank ->
          new DiagonalBank(
              bank.count(),
              bank.order(),
              systems.isEmpty() ? bank.poles() : edited.real(),
              without(bank.input(), bank.order(), edited.removed(), 1),
              bank.output(),
              bank.timeDomain());
      case ScalarBank bank ->
          new ScalarBank(
              bank.count(),
              bank.order(),
              systems.isEmpty() ? bank.poles() : everyOther(edited.real(), bank.order()),
              without(bank.input(), bank.order(), edited.removed(), 1),
              bank.output(),
              bank.timeDomain());
      case ComplexDiagonalBank bank ->
          new ComplexDiagonalBank(
              bank.count(),
              bank.pairs(),
              systems.isEmpty() ? bank.polesReal() : everyOther(edited.real(), 2),
              systems.isEmpty() ? bank.polesImaginary() : everyOther(edited.imaginary(), 2),
              without(bank.inputReal(), bank.pairs(), edited.removed(), 2),
              without(bank.inputImaginary(), bank.pairs(), edited.removed(), 2),
              bank.outputReal(),
              bank.outputImaginary(),
              bank.timeDomain());
      case CompanionBank bank -> companion(bank, edited, systems);
      case SchwarzBank bank -> schwarz(bank, edited, systems);
      case DenseBank bank -> bank;
    };
  }

  private static double[] everyOther(double[] values, int step) {
    double[] first = new double[values.length / step];
    for (int i = 0; i < first.length; i++) {
      first[i] = values[i * step];
    }
    return first;
  }

  private static double[] without(double[] input, int length, BitSet removed, int statesOfEntry) {
    double[] kept = input;
    for (int state = removed.nextSetBit(0); state >= 0; state = removed.nextSetBit(state + 1)) {
      kept = Rows.withoutColumn(kept, length, state / statesOfEntry);
    }
    return kept;
  }

  private static CompanionBank companion(CompanionBank bank, LayerDesign edited, BitSet systems) {
    double[] rows = Rows.spread(bank.coefficients(), bank.count(), bank.order());
    systems.stream()
        .forEach(
            system ->
                System.arraycopy(
                    CompanionForm.coefficients(edited.poles(system)),
                    0,
                    rows,
                    system * bank.order(),
                    bank.order()));
    return new CompanionBank(bank.count(), bank.order(), rows, bank.output(), bank.timeDomain());
  }

  private static SchwarzBank schwarz(SchwarzBank bank, LayerDesign edited, BitSet systems) {
    int order = bank.order();
    double[] couplings = Rows.spread(bank.couplings(), bank.count(), order - 1);
    double[] damping = Rows.spread(bank.damping(), bank.count(), 1);
    systems.stream()
        .forEach(
            system -> {
              double[] row =
                  SchwarzCoefficients.ofPoles(edited.poles(system))
                      .orElseThrow(() -> unstable(edited, system));
              System.arraycopy(row, 0, couplings, system * (order - 1), order - 1);
              damping[system] = row[order - 1];
            });
    return new SchwarzBank(bank.count(), order, couplings, damping, bank.output());
  }

  private static IllegalArgumentException unstable(LayerDesign edited, int system) {
    return new IllegalArgumentException(
        "The Schwarz form of "
            + edited.words()
            + " has stable poles only: system "
            + system
            + " would get one with Re λ ≥ 0.");
  }
}
