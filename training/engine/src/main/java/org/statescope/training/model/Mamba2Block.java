package org.statescope.training.model;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Tensor;

/// The mixer of Mamba-2 (arXiv 2405.21060, section 7.1), with Hugging Face's names: one projection
/// gives [z | x B C | Δ], the convolution runs over x, B and C together, every head of channels has
/// one rate a ([HeadRates]), one step Δ and one D, and the output is normed after its gate.
final class Mamba2Block implements Mixer {
  private static final double LOW_STEP = 1e-3;
  private static final double HIGH_STEP = 1e-1;
  private static final double SMALLEST_STEP = 1e-4;

  private final ModelConfiguration model;
  private final HeadConfiguration heads;
  private final int batch;
  private final String name;
  private final int convolved;
  private final HeadRates rates;
  private final Tensor feedThrough;
  private final Tensor stepBias;
  private final Tensor inProjection;
  private final Tensor convolutionWeight;
  private final Tensor convolutionBias;
  private final Tensor normWeight;
  private final Tensor outProjection;
  private @Nullable HeadSignals signals;

  /// @param name prefix of the parameters, such as `backbone.layers.0.mixer`
  Mamba2Block(ModelTape tape, String name, ModelConfiguration model, int batch) {
    this.model = model;
    this.batch = batch;
    this.name = name;
    heads = model.requireHeads();
    String prefix = name + ".";
    int channels = model.channels();
    int width = model.modelWidth();
    int taps = model.convolutionWidth();
    int count = model.headCount();
    convolved = channels + 2 * heads.groups() * model.order();
    stepBias =
        tape.parameterWithoutDecay(
            prefix + "dt_bias",
            Initial.inverseSoftplusLogUniform(LOW_STEP, HIGH_STEP, SMALLEST_STEP),
            count);
    rates = new HeadRates(tape, prefix, heads.decay(), count);
    feedThrough = tape.parameterWithoutDecay(prefix + "D", Initial.constant(1), count);
    inProjection =
        tape.parameter(
            prefix + "in_proj.weight",
            Initial.kaimingUniform(width),
            channels + convolved + count,
            width);
    convolutionWeight =
        tape.parameter(prefix + "conv1d.weight", Initial.kaimingUniform(taps), convolved, 1, taps);
    convolutionBias =
        tape.parameterWithoutDecay(prefix + "conv1d.bias", Initial.kaimingUniform(taps), convolved);
    normWeight = tape.parameterWithoutDecay(prefix + "norm.weight", Initial.constant(1), channels);
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
    int vectors = heads.groups() * model.order();
    Tensor all = // (batch, length, channels + convolved + heads)
        tape.linear(name + ".in_proj", x, inProjection);
    Tensor z = all.columns(0, channels); // (batch, length, channels)
    Tensor xbc = // (batch, length, channels + 2·groups·order)
        tape.causalConvolutionSilu(
            name + ".conv1d",
            batch,
            all.columns(channels, channels + convolved),
            convolutionWeight,
            convolutionBias);
    HeadSignals recorded =
        new HeadSignals(
            batch,
            heads.groups(),
            heads.chunkLength(),
            xbc.columns(0, channels),
            all.columns(channels + convolved, all.columns()),
            stepBias,
            true,
            xbc.columns(channels, channels + vectors),
            xbc.columns(channels + vectors, convolved),
            feedThrough,
            null);
    signals = recorded;
    Tensor a = rates.record(tape, name); // (heads)
    Tensor y =
        tape.headScan(name, recorded, model.discretisation(), a); // (batch, length, channels)
    Tensor normed = // (batch, length, channels)
        tape.gatedRmsNorm(name + ".norm", y, z, normWeight, heads.groups(), model.normEpsilon());
    return tape.linear(name + ".out_proj", normed, outProjection); // (batch, length, modelWidth)
  }

  @Override
  public StateMatrix stateMatrix() {
    return new StateMatrix.Scalars(rates.values());
  }

  @Override
  public boolean canBecomeUnstable() {
    return heads.decay() == DecayParameterisation.FREE;
  }

  /// A head is one scalar system: from its mean B and C only C·B reaches the output, and the
  /// state's one controllable direction is that of B. So the input is |B| and the output C·B/|B|,
  /// averaged over the groups.
  @Override
  public LayerObservation observe(int layer) {
    HeadSignals observed = signals;
    if (observed == null) {
      throw new IllegalStateException("the block has not been recorded");
    }
    double[] b = Means.ofColumns(observed.inputVector());
    double[] c = Means.ofColumns(observed.outputVector());
    double input = 0;
    double output = 0;
    for (int group = 0; group < heads.groups(); group++) {
      double square = 0;
      double product = 0;
      for (int n = group * model.order(); n < (group + 1) * model.order(); n++) {
        square += b[n] * b[n];
        product += b[n] * c[n];
      }
      input += Math.sqrt(square) / heads.groups();
      output += square == 0 ? 0 : product / Math.sqrt(square) / heads.groups();
    }
    return new LayerObservation(
        layer,
        stateMatrix(),
        observed.heads(),
        1,
        steps(observed.step()),
        new double[] {input},
        new double[] {output});
  }

  private float[] steps(Tensor raw) {
    double[] values = raw.values();
    double[] bias = stepBias.values();
    float[] steps = new float[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) HurwitzPolynomial.softplus(values[i] + bias[i % bias.length]);
    }
    return steps;
  }
}
