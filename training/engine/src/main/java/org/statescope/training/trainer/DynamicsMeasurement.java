package org.statescope.training.trainer;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.gramian.GramianResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.stability.StabilityMargin;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Measures a layer's frozen systems (A, mean B, mean C) from what was observed: poles, margins,
/// Gramian conditions, and how the step Δ is spread over tokens.
final class DynamicsMeasurement {
  private DynamicsMeasurement() {}

  /// @throws ArithmeticException in a sentence if the layer's recurrence is no longer finite
  static LayerDynamics of(LayerObservation observation) {
    requireFinite(observation);
    List<DMatrixRMaj> stateMatrices =
        StateMatrices.of(observation.stateMatrix(), observation.order());
    int systems = stateMatrices.size();
    int order = observation.order();
    double[] polesReal = new double[systems * order];
    double[] polesImaginary = new double[systems * order];
    double[] margins = new double[systems];
    double[] conditions = new double[systems];
    DMatrixRMaj input = column(observation.meanInputVector());
    DMatrixRMaj output = CommonOps_DDRM.transpose(column(observation.meanOutputVector()), null);
    for (int system = 0; system < systems; system++) {
      DMatrixRMaj a = stateMatrices.get(system);
      List<Complex> poles = Poles.of(a);
      double margin = Double.POSITIVE_INFINITY;
      for (int state = 0; state < order; state++) {
        Complex pole = poles.get(state);
        polesReal[system * order + state] = pole.real();
        polesImaginary[system * order + state] = pole.imaginary();
        margin = Math.min(margin, StabilityMargin.margin(pole, TimeDomain.continuous()));
      }
      margins[system] = margin;
      StateSpace frozen = StateSpace.strictlyProper(a, input, output, TimeDomain.continuous());
      conditions[system] =
          switch (Gramians.controllability(frozen)) {
            case GramianResult.Converged converged -> converged.gramian().condition();
            case GramianResult.Unstable _ -> Double.NaN;
          };
    }
    return new LayerDynamics(
        observation.layer(),
        polesReal,
        polesImaginary,
        systems,
        order,
        stepSizeQuantiles(observation),
        observation.channels(),
        observation.meanInputVector(),
        observation.meanOutputVector(),
        margins,
        conditions);
  }

  private static void requireFinite(LayerObservation observation) {
    double[] parameters = StateMatrices.parameters(observation.stateMatrix());
    boolean finite =
        Arrays.stream(parameters).allMatch(Double::isFinite)
            && Arrays.stream(observation.meanInputVector()).allMatch(Double::isFinite)
            && Arrays.stream(observation.meanOutputVector()).allMatch(Double::isFinite);
    for (float step : observation.stepSizes()) {
      finite &= Float.isFinite(step);
    }
    if (!finite) {
      throw new ArithmeticException(
          "the recurrence of layer " + observation.layer() + " is no longer finite");
    }
  }

  private static DMatrixRMaj column(double[] values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  /// Quantiles by the nearest rank over tokens, `(channels, quantiles)`.
  private static float[] stepSizeQuantiles(LayerObservation observation) {
    double[] shares = LayerDynamics.quantiles();
    int channels = observation.channels();
    float[] steps = observation.stepSizes();
    int tokens = steps.length / channels;
    float[] ofChannel = new float[tokens];
    float[] quantiles = new float[channels * shares.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int token = 0; token < tokens; token++) {
        ofChannel[token] = steps[token * channels + channel];
      }
      Arrays.sort(ofChannel);
      for (int q = 0; q < shares.length; q++) {
        int rank = (int) Math.ceil(shares[q] * tokens);
        quantiles[channel * shares.length + q] = ofChannel[Math.max(rank, 1) - 1];
      }
    }
    return quantiles;
  }
}
