package org.statescope.training.model;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The mixer of one layer (arXiv 2312.00752, section 3.4), for any structure of the state space. No
/// norm and no residual.
final class MambaBlock implements Mixer {
  private static final double SMALLEST_STEP = 1e-4;

  private final ModelConfiguration model;
  private final int batch;
  private final String name;
  private final StateSpaceStructure structure;
  private final Tensor feedThrough;
  private final Tensor inProjection;
  private final Tensor convolutionWeight;
  private final Tensor convolutionBias;
  private final Tensor selectionProjection;
  private final Tensor stepProjection;
  private final Tensor stepBias;
  private final Tensor outProjection;
  private @Nullable Tensor selection;
  private @Nullable Tensor step;

  /// @param name prefix of the parameters, such as `backbone.layers.0.mixer`
  MambaBlock(ModelTape tape, String name, ModelConfiguration model, int batch) {
    this.model = model;
    this.batch = batch;
    this.name = name;
    String prefix = name + ".";
    int channels = model.channels();
    int width = model.modelWidth();
    int rank = model.stepRank();
    int taps = model.convolutionWidth();
    structure = StateSpaceStructure.of(tape, prefix, model);
    StateSpaceStructure.StepRange steps = structure.initialSteps();
    feedThrough = tape.parameterWithoutDecay(prefix + "D", Initial.constant(1), channels);
    inProjection =
        tape.parameter(
            prefix + "in_proj.weight", Initial.kaimingUniform(width), 2 * channels, width);
    convolutionWeight =
        tape.parameter(prefix + "conv1d.weight", Initial.kaimingUniform(taps), channels, 1, taps);
    convolutionBias =
        tape.parameterWithoutDecay(prefix + "conv1d.bias", Initial.kaimingUniform(taps), channels);
    selectionProjection =
        tape.parameter(
            prefix + "x_proj.weight",
            Initial.kaimingUniform(channels),
            rank + structure.selectiveWidth(),
            channels);
    stepProjection =
        tape.parameter(
            prefix + "dt_proj.weight", Initial.uniform(1 / Math.sqrt(rank)), channels, rank);
    stepBias =
        tape.parameterWithoutDecay(
            prefix + "dt_proj.bias",
            Initial.inverseSoftplusLogUniform(steps.low(), steps.high(), SMALLEST_STEP),
            channels);
    outProjection =
        tape.parameter(
            prefix + "out_proj.weight",
            Initial.uniform(1 / Math.sqrt(channels) / Math.sqrt(model.layers())),
            width,
            channels);
  }

  @Override
  public Tensor forward(ModelTape tape, Tensor x) {
    int channels = model.channels();
    Tensor xz = tape.linear(name + ".in_proj", x, inProjection); // (batch, length, 2·channels)
    Tensor u = // (batch, length, channels)
        tape.causalConvolutionSilu(
            name + ".conv1d", batch, xz.columns(0, channels), convolutionWeight, convolutionBias);
    Tensor z = xz.columns(channels, 2 * channels); // (batch, length, channels)
    selection =
        tape.linear(
            name + ".x_proj", u, selectionProjection); // (batch, length, stepRank + selective)
    Tensor ranked = selection.columns(0, model.stepRank()); // (batch, length, stepRank)
    step = tape.linear(name + ".dt_proj", ranked, stepProjection); // (batch, length, channels)
    ScanSignals signals = new ScanSignals(batch, u, step, stepBias, true, feedThrough, z);
    Tensor y = structure.scan(tape, name, signals, selection); // (batch, length, channels)
    return tape.linear(name + ".out_proj", y, outProjection); // (batch, length, modelWidth)
  }

  @Override
  public StateMatrix stateMatrix() {
    return structure.stateMatrix();
  }

  @Override
  public boolean canBecomeUnstable() {
    return structure.canBecomeUnstable();
  }

  @Override
  public LayerObservation observe(int layer) {
    if (selection == null || step == null) {
      throw new IllegalStateException("the block has not been recorded");
    }
    double[] raw = step.values();
    double[] bias = stepBias.values();
    float[] steps = new float[raw.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) HurwitzPolynomial.softplus(raw[i] + bias[i % bias.length]);
    }
    return new LayerObservation(
        layer,
        structure.stateMatrix(),
        model.channels(),
        model.order(),
        steps,
        structure.meanInputVector(selection),
        structure.meanOutputVector(selection));
  }
}
