package org.statescope.app.checkpoint;

import java.util.Arrays;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.BankPoles;
import org.statescope.analysis.network.SystemBank;
import org.statescope.training.run.dynamics.LayerDynamics;

/// A checkpoint's layer in the form of a run's snapshot.
///
/// A step Δ that the parameters imply has no spread, so all its quantiles are one number. A
/// discrete-time pole λ is told as s = log λ at Δ = 1, which exp brings back.
final class ModelDynamics {
  private ModelDynamics() {}

  /// @param steps Δ of each system, or of each channel where the channels share one system, or one
  ///   for all
  static LayerDynamics of(int layer, SystemBank bank, double[] steps) {
    int systems = bank.count();
    int order = bank.order();
    double[] real = new double[systems * order];
    double[] imaginary = new double[systems * order];
    for (int system = 0; system < systems; system++) {
      BankPoles.fill(bank, system, real, imaginary, system * order);
    }
    if (!bank.timeDomain().equals(TimeDomain.continuous())) {
      takeLogarithms(real, imaginary);
    }
    int channels = systems == 1 ? steps.length : systems;
    double[] margins = new double[systems];
    for (int system = 0; system < systems; system++) {
      margins[system] =
          -Arrays.stream(real, system * order, (system + 1) * order).max().orElseThrow();
    }
    double[] undefined = new double[systems];
    Arrays.fill(undefined, Double.NaN);
    StateSpace first = bank.system(0);
    return new LayerDynamics(
        layer,
        real,
        imaginary,
        systems,
        order,
        quantiles(channels, steps),
        channels,
        column(first, order),
        row(first, order),
        margins,
        undefined);
  }

  private static void takeLogarithms(double[] real, double[] imaginary) {
    for (int i = 0; i < real.length; i++) {
      double modulus = Math.hypot(real[i], imaginary[i]);
      double angle = Math.atan2(imaginary[i], real[i]);
      real[i] = Math.log(modulus);
      imaginary[i] = angle;
    }
  }

  private static float[] quantiles(int channels, double[] steps) {
    int count = LayerDynamics.quantiles().length;
    float[] quantiles = new float[channels * count];
    for (int channel = 0; channel < channels; channel++) {
      double step = steps[steps.length == 1 ? 0 : channel];
      Arrays.fill(quantiles, channel * count, (channel + 1) * count, (float) step);
    }
    return quantiles;
  }

  private static double[] column(StateSpace system, int order) {
    double[] values = new double[order];
    Arrays.setAll(values, i -> system.b().get(i, 0));
    return values;
  }

  private static double[] row(StateSpace system, int order) {
    double[] values = new double[order];
    Arrays.setAll(values, i -> system.c().get(0, i));
    return values;
  }
}
