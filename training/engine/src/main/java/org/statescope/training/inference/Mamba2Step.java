package org.statescope.training.inference;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.statescope.training.hub.ModelDescription;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;

/// One token through a mixer of Mamba-2 (arXiv 2405.21060, section 7.1): for each head and each of
/// its channels h ← exp(Δa) h + b̄ u B, y = C·h + D u, then the gated norm of each group or of all.
final class Mamba2Step implements LayerStep {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private final ModelDescription description;
  private final int channels;
  private final int order;
  private final int headWidth;
  private final int headCount;
  private final int groups;
  private final Projection inProjection;
  private final CausalConvolution convolution;
  private final Discretisation rule;
  private final double[] rates;
  private final float[] stepBias;
  private final float[] feedThrough;
  private final float[] normWeight;
  private final Projection outProjection;

  /// h, `(channels, order)`.
  private final float[] state;

  /// Δ of the last token, (heads).
  private final float[] steps;

  private final float[] projected;
  private final float[] xbc;
  private final float[] y;

  private Mamba2Step(WeightFiles weights, String name, ModelDescription description)
      throws ModelFolderException {
    this.description = description;
    ModelConfiguration model = description.model();
    HeadConfiguration heads = model.requireHeads();
    channels = model.channels();
    order = model.order();
    rule = model.discretisation();
    headWidth = heads.width();
    headCount = model.headCount();
    groups = heads.groups();
    int width = model.modelWidth();
    int convolved = channels + 2 * groups * order;
    inProjection =
        Projection.read(weights, name + ".in_proj", channels + convolved + headCount, width);
    convolution =
        CausalConvolution.read(weights, name + ".conv1d", convolved, model.convolutionWidth());
    rates = HeadRatesReader.read(weights, name + ".", heads.decay(), headCount);
    stepBias = weights.read(name + ".dt_bias", headCount);
    feedThrough = weights.read(name + ".D", headCount);
    normWeight = weights.read(name + ".norm.weight", channels);
    outProjection = Projection.read(weights, name + ".out_proj", width, channels);
    state = new float[channels * order];
    steps = new float[headCount];
    projected = new float[channels + convolved + headCount];
    xbc = new float[convolved];
    y = new float[channels];
  }

  static Mamba2Step read(WeightFiles weights, String name, ModelDescription description)
      throws ModelFolderException {
    return new Mamba2Step(weights, name, description);
  }

  @Override
  public void advance(float[] x, float[] output) {
    inProjection.apply(x, projected); // [z | x B C | Δ]
    convolution.advance(projected, channels, xbc); // [x | B | C]
    for (int head = 0; head < headCount; head++) {
      float raw = projected[channels + xbc.length + head] + stepBias[head];
      double step =
          Math.clamp(
              HurwitzPolynomial.softplus(raw),
              description.shortestStep(),
              description.longestStep());
      steps[head] = (float) step;
      advance(head, step);
    }
    for (int channel = 0; channel < channels; channel++) {
      y[channel] *= (float) Scalars.silu(projected[channel]);
    }
    int perNorm =
        switch (description.gatedNorm()) {
          case CHANNELS -> channels;
          case GROUPS -> channels / groups;
        };
    double epsilon = description.model().normEpsilon();
    for (int first = 0; first < channels; first += perNorm) {
      Scalars.rmsNorm(y, normWeight, epsilon, first, perNorm, y);
    }
    outProjection.apply(y, output); // (modelWidth)
  }

  private void advance(int head, double step) {
    int group = head / (headCount / groups);
    int b = channels + group * order;
    int c = b + groups * order;
    DiagonalStep pole = DiagonalStep.of(rule, step, rates[head]);
    float decay = (float) pole.decay();
    for (int channel = head * headWidth; channel < (head + 1) * headWidth; channel++) {
      float u = xbc[channel];
      float sum = advance(channel * order, decay, (float) pole.gain() * u, b, c);
      y[channel] = sum + feedThrough[head] * u;
    }
  }

  /// h ← decay·h + driven·B for the state that starts at `at`, and C·h.
  private float advance(int at, float decay, float driven, int b, int c) {
    FloatVector sums = FloatVector.zero(SPECIES);
    int n = 0;
    for (; n + SPECIES.length() <= order; n += SPECIES.length()) {
      FloatVector drive = FloatVector.fromArray(SPECIES, xbc, b + n).mul(driven);
      FloatVector h = FloatVector.fromArray(SPECIES, state, at + n).mul(decay).add(drive);
      h.intoArray(state, at + n);
      sums = h.fma(FloatVector.fromArray(SPECIES, xbc, c + n), sums);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (; n < order; n++) {
      float h = decay * state[at + n] + driven * xbc[b + n];
      state[at + n] = h;
      sum += h * xbc[c + n];
    }
    return sum;
  }

  @Override
  public LayerRecorder recorder(int tokens) {
    double[] a = new double[headCount * order];
    for (int i = 0; i < a.length; i++) {
      a[i] = rates[i / order];
    }
    return new LayerRecorder(
        tokens,
        order,
        channels,
        a,
        headCount,
        headCount,
        new VectorRecorder(tokens, groups, order),
        new VectorRecorder(tokens, groups, order));
  }

  @Override
  public void record(LayerRecorder into) {
    into.steps(steps);
    into.energies(channel -> Scalars.squares(state, channel * order, order));
    into.input().add(xbc, channels);
    into.output().add(xbc, channels + groups * order);
  }

  @Override
  public long recordedValues() {
    return headCount + channels + 2L * groups * order;
  }

  @Override
  public void reset() {
    convolution.reset();
    Arrays.fill(state, 0);
  }
}
