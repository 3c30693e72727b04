package org.statescope.analysis.response;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.statescope.analysis.linalg.Resolvent;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// The frequency response G(s) = C (sI − A)⁻¹ B + D at s = jω, or at z = e^{jωT}.
///
/// @param frequencies ω in rad/s
/// @param values G, one p×m matrix for each frequency
public record FrequencyResponse(double[] frequencies, List<ZMatrixRMaj> values) {

  /// G at many frequencies.
  ///
  /// - Shapes: one complex p×m matrix for each frequency.
  /// - Units: rad/s; negative frequencies give the conjugates.
  /// - Modified: nothing.
  /// - Edge cases: a frequency at which the system has a pole is refused, since G is infinite
  ///   there; an infinite frequency gives D in continuous time and is refused in discrete time.
  /// - Tolerance: exact for matrices within a small multiple of n·2⁻⁵³ of the balanced ones.
  /// - Algorithm: one real Schur form and a back substitution per frequency, see [Resolvent].
  /// - Cost: 25 n³ operations and about 2 n² m for each frequency.
  public static FrequencyResponse of(StateSpace system, double[] frequencies) {
    if (frequencies.length == 0) {
      throw new IllegalArgumentException(
          "The list of frequencies is empty but must hold at least one");
    }
    Resolvent resolvent = Resolvent.of(system.a(), system.b(), system.c());
    List<ZMatrixRMaj> values = new ArrayList<>(frequencies.length);
    for (double frequency : frequencies) {
      values.add(value(system, resolvent, frequency));
    }
    return new FrequencyResponse(frequencies.clone(), values);
  }

  /// G at one frequency, see [#of].
  public static ZMatrixRMaj at(StateSpace system, double frequency) {
    return of(system, new double[] {frequency}).values().getFirst();
  }

  /// The gain at zero frequency: what a constant input settles to, if the system is stable.
  public static DMatrixRMaj gainAtZero(StateSpace system) {
    ZMatrixRMaj value = at(system, 0);
    DMatrixRMaj gain = new DMatrixRMaj(value.numRows, value.numCols);
    for (int i = 0; i < gain.getNumElements(); i++) {
      gain.data[i] = value.data[2 * i];
    }
    return gain;
  }

  private static ZMatrixRMaj value(StateSpace system, Resolvent resolvent, double frequency) {
    if (Double.isNaN(frequency) || system.isDiscrete() && Double.isInfinite(frequency)) {
      throw new IllegalArgumentException(
          "The frequency is " + frequency + " rad/s but must be a number");
    }
    ZMatrixRMaj g;
    if (Double.isInfinite(frequency)) {
      g = new ZMatrixRMaj(system.outputs(), system.inputs());
    } else {
      Complex s =
          switch (system.timeDomain()) {
            case Continuous() -> new Complex(0, frequency);
            case Discrete(double samplePeriod) -> onCircle(frequency * samplePeriod);
          };
      g = resolvent.at(s.real(), s.imaginary());
    }
    for (int i = 0; i < g.getNumElements(); i++) {
      g.data[2 * i] += system.d().data[i];
      if (!Double.isFinite(g.data[2 * i]) || !Double.isFinite(g.data[2 * i + 1])) {
        throw new IllegalArgumentException(
            "The system has a pole at the frequency " + frequency + " rad/s, where it is infinite");
      }
    }
    return g;
  }

  /// e^{jθ}, exactly ±1 and ±j where θ is a multiple of π/2 to rounding.
  private static Complex onCircle(double angle) {
    double quarters = angle / (Math.PI / 2);
    long nearest = Math.round(quarters);
    if (Math.abs(quarters - nearest) <= 0x1p-52 * Math.max(1, Math.abs(quarters))) {
      return switch ((int) Math.floorMod(nearest, 4L)) {
        case 0 -> new Complex(1, 0);
        case 1 -> new Complex(0, 1);
        case 2 -> new Complex(-1, 0);
        default -> new Complex(0, -1);
      };
    }
    return Complex.polar(1, angle);
  }
}
