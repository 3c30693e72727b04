package org.statescope.analysis.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;

/// Stable random banks of every kind, and networks of them.
final class SeededBanks {
  static final int SYSTEMS = 3;

  private final Random random;

  SeededBanks(long seed) {
    random = new Random(seed);
  }

  List<SystemBank> all(int order) {
    return List.of(diagonal(order), complex(order / 2), heads(), companion(order), schwarz(order));
  }

  DiagonalBank diagonal(int order) {
    return new DiagonalBank(
        SYSTEMS,
        order,
        fill(SYSTEMS * order, this::rate),
        fill(order, random::nextGaussian),
        fill(SYSTEMS * order, random::nextGaussian),
        TimeDomain.continuous());
  }

  ComplexDiagonalBank complex(int pairs) {
    return new ComplexDiagonalBank(
        SYSTEMS,
        pairs,
        fill(SYSTEMS * pairs, this::rate),
        fill(SYSTEMS * pairs, random::nextGaussian),
        fill(SYSTEMS * pairs, random::nextGaussian),
        fill(SYSTEMS * pairs, random::nextGaussian),
        fill(pairs, random::nextGaussian),
        fill(pairs, random::nextGaussian),
        TimeDomain.continuous());
  }

  ScalarBank heads() {
    return new ScalarBank(
        SYSTEMS,
        1,
        fill(SYSTEMS, this::rate),
        fill(1, random::nextGaussian),
        fill(SYSTEMS, random::nextGaussian),
        TimeDomain.continuous());
  }

  CompanionBank companion(int order) {
    double[] rows = new double[SYSTEMS * order];
    for (int system = 0; system < SYSTEMS; system++) {
      System.arraycopy(CompanionForm.coefficients(poles(order)), 0, rows, system * order, order);
    }
    return new CompanionBank(
        SYSTEMS, order, rows, fill(order, random::nextGaussian), TimeDomain.continuous());
  }

  SchwarzBank schwarz(int order) {
    double[] couplings = new double[SYSTEMS * (order - 1)];
    double[] damping = new double[SYSTEMS];
    for (int system = 0; system < SYSTEMS; system++) {
      double[] row = SchwarzCoefficients.ofPoles(poles(order)).orElseThrow();
      System.arraycopy(row, 0, couplings, system * (order - 1), order - 1);
      damping[system] = row[order - 1];
    }
    return new SchwarzBank(SYSTEMS, order, couplings, damping, fill(order, random::nextGaussian));
  }

  /// Two real poles and pairs, well apart; a real pole more for an odd order.
  List<Complex> poles(int order) {
    List<Complex> poles = new ArrayList<>();
    for (int k = 0; k < 2 + order % 2; k++) {
      poles.add(Complex.real(-0.4 - k - 0.3 * random.nextDouble()));
    }
    for (int k = 0; poles.size() < order; k++) {
      Complex pole = new Complex(-0.2 - random.nextDouble(), 0.5 + k + 0.3 * random.nextDouble());
      poles.add(pole);
      poles.add(pole.conjugate());
    }
    return poles;
  }

  private double rate() {
    return -Math.exp(2 * random.nextDouble() - 1);
  }

  private static double[] fill(int length, DoubleSupplier supplier) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = supplier.getAsDouble();
    }
    return values;
  }

  /// A network with one layer for each bank, whose systems forget at −4.
  static EditableNetwork network(List<? extends SystemBank> banks) {
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (SystemBank bank : banks) {
      layers.add(new SsmNetwork.Layer("layers." + layers.size(), bank));
    }
    return new EditableNetwork(
        new SsmNetwork("seeded", layers),
        Collections.nCopies(banks.size(), new Forgetting(new double[] {-4})));
  }

  static EditableNetwork network(SystemBank bank) {
    return network(List.of(bank));
  }
}
