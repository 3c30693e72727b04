package org.statescope.app.design;

import org.ejml.data.ZMatrixRMaj;
import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.response.FrequencyResponse;
import org.statescope.analysis.response.TimeResponse;

/// What the page shows of one system. A NaN among the numbers is a place without a value: where a
/// response has grown beyond a double, or a gain is 0 and has no decibels.
///
/// @param step y(t) for a unit step
/// @param impulse y(t) for an impulse
/// @param decibels 20 log₁₀ |G(iω)|; all NaN where a pole lies on a frequency of the grid
/// @param degrees arg G(iω) without jumps
record SystemAnswers(
    StateSpace system,
    double[] step,
    double[] impulse,
    double[] decibels,
    double[] degrees,
    Spectra spectra) {
  private static final double HALF_TURN = 180;

  /// What the Gramians say.
  sealed interface Spectra {
    /// All in falling order.
    record Known(double[] controllability, double[] observability, double[] hankel)
        implements Spectra {}

    /// @param reason a sentence that names the pole at fault
    record None(String reason) implements Spectra {}
  }

  static SystemAnswers of(StateSpace system, ResponseGrid grid) {
    double[] frequencies = grid.frequencies();
    double[] decibels = new double[frequencies.length];
    double[] degrees = new double[frequencies.length];
    fill(system, frequencies, decibels, degrees);
    return new SystemAnswers(
        system, step(system, grid), impulse(system, grid), decibels, degrees, spectra(system));
  }

  private static double[] step(StateSpace system, ResponseGrid grid) {
    return first(
        system.isDiscrete()
            ? TimeResponse.discreteStep(system, grid.times().length)
            : TimeResponse.step(system, grid.times()));
  }

  private static double[] impulse(StateSpace system, ResponseGrid grid) {
    return first(
        system.isDiscrete()
            ? TimeResponse.discreteImpulse(system, grid.times().length)
            : TimeResponse.impulse(system, grid.times()));
  }

  private static double[] first(TimeResponse response) {
    return response.values().stream()
        .mapToDouble(value -> value.get(0, 0))
        .map(value -> Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }

  private static void fill(
      StateSpace system, double[] frequencies, double[] decibels, double[] degrees) {
    FrequencyResponse response;
    try {
      response = FrequencyResponse.of(system, frequencies);
    } catch (IllegalArgumentException e) {
      // A pole on the axis, at a frequency of the grid: the gain is infinite there.
      java.util.Arrays.fill(decibels, Double.NaN);
      java.util.Arrays.fill(degrees, Double.NaN);
      return;
    }
    double turns = 0;
    double before = 0;
    for (int i = 0; i < frequencies.length; i++) {
      ZMatrixRMaj value = response.values().get(i);
      double real = value.getReal(0, 0);
      double imaginary = value.getImag(0, 0);
      double gain = Math.hypot(real, imaginary);
      decibels[i] = gain > 0 ? 20 * Math.log10(gain) : Double.NaN;
      double angle = Math.toDegrees(Math.atan2(imaginary, real));
      if (i > 0 && angle + turns - before > HALF_TURN) {
        turns -= 2 * HALF_TURN;
      } else if (i > 0 && angle + turns - before < -HALF_TURN) {
        turns += 2 * HALF_TURN;
      }
      degrees[i] = gain > 0 ? angle + turns : Double.NaN;
      before = angle + turns;
    }
  }

  /// Hankel values in doubles whatever the condition: a drag cannot wait for a hundred digits.
  private static Spectra spectra(StateSpace system) {
    return switch (Gramians.both(system)) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) ->
          new Spectra.Known(
              controllability.eigenvalues(),
              observability.eigenvalues(),
              HankelSingularValues.of(controllability, observability).values());
      case GramianPairResult.Unstable(String reason) -> new Spectra.None(reason);
    };
  }
}
