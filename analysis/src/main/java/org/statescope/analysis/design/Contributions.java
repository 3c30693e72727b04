package org.statescope.analysis.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;

/// How much each state of a layer contributes, and which states a truncation removes; the rule is
/// that of [TruncateLayer].
final class Contributions {
  private Contributions() {}

  /// States that a truncation leaves out of all systems of a diagonal layer, in rising order.
  static List<Integer> removedFromAll(LayerDesign design, int kept) {
    double[] largest = new double[design.order()];
    for (int system = 0; system < design.bank().count(); system++) {
      for (int state = 0; state < largest.length; state++) {
        largest[state] = Math.max(largest[state], ofMode(design, system, state));
      }
    }
    return removed(design, 0, largest, kept);
  }

  /// States that a truncation removes from one system of another layer, in rising order.
  static List<Integer> removedFrom(LayerDesign design, int system, int kept) {
    return removed(design, system, contributions(design, system), kept);
  }

  private static List<Integer> removed(
      LayerDesign design, int system, double[] contributions, int kept) {
    List<Integer> removed = new ArrayList<>();
    boolean[] decided = new boolean[contributions.length];
    int[] room = {kept};
    IntStream.range(0, contributions.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer state) -> -contributions[state]))
        .forEach(
            state -> {
              if (decided[state]) {
                return;
              }
              // The states of a head share a pole but can be left out one by one.
              int[] unit =
                  design.bank() instanceof ScalarBank
                      ? new int[] {state}
                      : design.together(system, state);
              boolean stays = unit.length <= room[0];
              room[0] -= stays ? unit.length : 0;
              for (int member : unit) {
                decided[member] = true;
                if (!stays) {
                  removed.add(member);
                }
              }
            });
    removed.sort(Comparator.naturalOrder());
    return removed;
  }

  /// |c b| / |Re λ| of a mode of a diagonal system; half the pair's for each state of a pair.
  static double ofMode(LayerDesign design, int system, int state) {
    int n = design.order();
    double gain =
        switch (design.bank()) {
          case DiagonalBank bank ->
              Math.abs(
                  bank.input()[Rows.offset(bank.input(), system, n) + state]
                      * bank.output()[Rows.offset(bank.output(), system, n) + state]);
          case ScalarBank bank ->
              Math.abs(
                  bank.input()[Rows.offset(bank.input(), system, n) + state]
                      * bank.output()[Rows.offset(bank.output(), system, n) + state]);
          case ComplexDiagonalBank bank -> gainOfPair(bank, system, state / 2);
          case CompanionBank _, SchwarzBank _, DenseBank _ ->
              throw new IllegalStateException("the layer is not diagonal");
        };
    return over(gain, design.pole(system, state));
  }

  private static double gainOfPair(ComplexDiagonalBank bank, int system, int pair) {
    int at = Rows.offset(bank.inputReal(), system, bank.pairs()) + pair;
    int atImaginary = Rows.offset(bank.inputImaginary(), system, bank.pairs()) + pair;
    int out = Rows.offset(bank.outputReal(), system, bank.pairs()) + pair;
    int outImaginary = Rows.offset(bank.outputImaginary(), system, bank.pairs()) + pair;
    return Math.hypot(bank.inputReal()[at], bank.inputImaginary()[atImaginary])
        * Math.hypot(bank.outputReal()[out], bank.outputImaginary()[outImaginary]);
  }

  private static double[] contributions(LayerDesign design, int system) {
    List<Complex> poles = design.poles(system);
    double[] contributions = new double[poles.size()];
    for (int state = 0; state < contributions.length; state++) {
      Complex pole = poles.get(state);
      contributions[state] =
          switch (design.bank()) {
            case CompanionBank bank -> over(residue(bank, system, poles, state), pole);
            case SchwarzBank bank -> over(residue(bank.system(system), pole), pole);
            case ScalarBank _ -> ofMode(design, system, state);
            case DiagonalBank _, ComplexDiagonalBank _, DenseBank _ ->
                throw new IllegalStateException("the layer is not in a canonical form");
          };
    }
    return contributions;
  }

  private static double over(double gain, Complex pole) {
    if (gain == 0) {
      return 0;
    }
    return pole.real() < 0 ? gain / -pole.real() : Double.POSITIVE_INFINITY;
  }

  /// |c(λ) / p'(λ)|: in the companion form C holds the numerator.
  private static double residue(CompanionBank bank, int system, List<Complex> poles, int state) {
    Complex pole = poles.get(state);
    int from = Rows.offset(bank.output(), system, bank.order());
    Complex numerator = Complex.ZERO;
    for (int k = bank.order() - 1; k >= 0; k--) {
      numerator = numerator.times(pole).plus(Complex.real(bank.output()[from + k]));
    }
    double slope = 1;
    for (int other = 0; other < poles.size(); other++) {
      slope *= other == state ? 1 : pole.distanceTo(poles.get(other));
    }
    return numerator.modulus() / slope;
  }

  /// |c v wᴴb| / |wᴴv| of the eigenvalue next to a pole.
  private static double residue(StateSpace system, Complex pole) {
    EigenSystem eigen = EigenSystem.of(system.a());
    int nearest =
        IntStream.range(0, eigen.count())
            .boxed()
            .min(
                Comparator.comparingDouble(
                    k -> pole.distanceTo(new Complex(eigen.real()[k], eigen.imaginary()[k]))))
            .orElseThrow();
    Complex output = Complex.ZERO;
    Complex input = Complex.ZERO;
    for (int i = 0; i < system.order(); i++) {
      Complex v = new Complex(eigen.right().getReal(i, nearest), eigen.right().getImag(i, nearest));
      Complex w = new Complex(eigen.left().getReal(i, nearest), eigen.left().getImag(i, nearest));
      output = output.plus(v.times(system.c().get(0, i)));
      input = input.plus(w.conjugate().times(system.b().get(i, 0)));
    }
    return output.modulus() * input.modulus() * eigen.conditions()[nearest];
  }
}
