package org.statescope.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;

/// The partial fractions of a diagonal system: Σ gᵢ / (s − λᵢ), each with its conjugate if the
/// layer is complex.
///
/// @param complex whether every mode stands for itself and its conjugate
/// @param modes in the order of the layer
record Modes(boolean complex, List<Mode> modes) {
  /// One fraction.
  ///
  /// @param pole λ
  /// @param gain g = c b
  record Mode(Complex pole, Complex gain) {
    boolean isHeard() {
      return gain.modulus() > 0;
    }

    /// The most that the fraction adds to the H∞ norm.
    double peak() {
      return over(gain.modulus(), pole);
    }

    /// A bound on the H∞ norm of the difference from another: |g − g'| / |Re λ| + |g'| |λ − λ'| /
    /// (|Re λ| |Re λ'|); infinite where a pole that is heard is not stable.
    double bound(Mode other) {
      if (equals(other)) {
        return 0;
      }
      if (!isHeard()) {
        return other.peak();
      }
      double change = over(gain.minus(other.gain).modulus(), pole);
      double distance = pole.distanceTo(other.pole);
      return other.isHeard() && distance > 0
          ? change + over(over(other.gain.modulus() * distance, pole), other.pole)
          : change;
    }

    private static double over(double value, Complex pole) {
      if (value == 0) {
        return 0;
      }
      return pole.real() < 0 ? value / -pole.real() : Double.POSITIVE_INFINITY;
    }
  }

  /// The modes of a system of a diagonal layer. The states of a head share their pole and so are
  /// one mode.
  static Modes of(LayerDesign design, int system) {
    int n = design.order();
    return switch (design.bank()) {
      case DiagonalBank bank -> {
        List<Mode> modes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          modes.add(
              new Mode(
                  design.pole(system, i),
                  Complex.real(product(bank.input(), bank.output(), system, n, i))));
        }
        yield new Modes(false, modes);
      }
      case ScalarBank bank -> {
        double gain = 0;
        for (int i = 0; i < n; i++) {
          gain += product(bank.input(), bank.output(), system, n, i);
        }
        yield new Modes(false, List.of(new Mode(design.pole(system, 0), Complex.real(gain))));
      }
      case ComplexDiagonalBank bank -> {
        List<Mode> modes = new ArrayList<>();
        for (int i = 0; i < bank.pairs(); i++) {
          Complex b = entry(bank.inputReal(), bank.inputImaginary(), system, bank.pairs(), i);
          Complex c = entry(bank.outputReal(), bank.outputImaginary(), system, bank.pairs(), i);
          modes.add(new Mode(design.pole(system, 2 * i), c.times(b)));
        }
        yield new Modes(true, modes);
      }
      case CompanionBank _, SchwarzBank _, DenseBank _ ->
          throw new IllegalStateException("the layer is not diagonal");
    };
  }

  private static double product(double[] b, double[] c, int system, int n, int state) {
    return b[Rows.offset(b, system, n) + state] * c[Rows.offset(c, system, n) + state];
  }

  private static Complex entry(double[] real, double[] imaginary, int system, int n, int at) {
    return new Complex(
        real[Rows.offset(real, system, n) + at], imaginary[Rows.offset(imaginary, system, n) + at]);
  }

  /// Those that are heard and are not the same in another list.
  Modes changedFrom(Modes other) {
    List<Mode> changed = new ArrayList<>();
    for (int i = 0; i < modes.size(); i++) {
      if (modes.get(i).isHeard() && !modes.get(i).equals(other.modes.get(i))) {
        changed.add(modes.get(i));
      }
    }
    return new Modes(complex, changed);
  }

  /// The sum of [Mode#bound] over the modes.
  double bound(Modes other) {
    double sum = 0;
    for (int i = 0; i < modes.size(); i++) {
      sum += modes.get(i).bound(other.modes.get(i));
    }
    return complex ? 2 * sum : sum;
  }

  /// The sum of [Mode#peak] over the modes.
  double peaks() {
    double sum = modes.stream().mapToDouble(Mode::peak).sum();
    return complex ? 2 * sum : sum;
  }

  boolean isEmpty() {
    return modes.isEmpty();
  }

  boolean isStable() {
    return modes.stream().allMatch(mode -> mode.pole().real() < 0);
  }

  /// Their sum as a system; there must be one.
  StateSpace system() {
    int n = modes.size();
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] real = modes.stream().mapToDouble(mode -> mode.pole().real()).toArray();
    double[] gain = modes.stream().mapToDouble(mode -> mode.gain().real()).toArray();
    TimeDomain domain = TimeDomain.continuous();
    if (!complex) {
      return new DiagonalBank(1, n, real, ones, gain, domain).system(0);
    }
    double[] imaginary = modes.stream().mapToDouble(mode -> mode.pole().imaginary()).toArray();
    double[] phase = modes.stream().mapToDouble(mode -> mode.gain().imaginary()).toArray();
    return new ComplexDiagonalBank(1, n, real, imaginary, ones, new double[n], gain, phase, domain)
        .system(0);
  }
}
