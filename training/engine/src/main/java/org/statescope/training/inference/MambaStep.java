package org.statescope.training.inference;

import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;

/// One token through a mixer of Mamba (arXiv 2312.00752, section 3.4), whatever the structure of
/// its state space.
final class MambaStep implements LayerStep {
  private final int channels;
  private final int order;
  private final Projection inProjection;
  private final CausalConvolution convolution;
  private final Projection selectionProjection;
  private final Projection stepProjection;
  private final ChannelSystems systems;
  private final float[] feedThrough;
  private final Projection outProjection;
  private final float[] xz;
  private final float[] u;
  private final float[] selection;
  private final float[] step;

  private MambaStep(WeightFiles weights, String name, ModelConfiguration model)
      throws ModelFolderException {
    channels = model.channels();
    order = model.order();
    int width = model.modelWidth();
    inProjection = Projection.read(weights, name + ".in_proj", 2 * channels, width);
    convolution =
        CausalConvolution.read(weights, name + ".conv1d", channels, model.convolutionWidth());
    selectionProjection =
        Projection.read(weights, name + ".x_proj", model.projectionWidth(), channels);
    stepProjection =
        new Projection(
            weights.read(name + ".dt_proj.weight", channels, model.stepRank()),
            weights.read(name + ".dt_proj.bias", channels),
            channels,
            model.stepRank());
    systems = ChannelSystems.read(weights, name + ".", model);
    feedThrough = weights.read(name + ".D", channels);
    outProjection = Projection.read(weights, name + ".out_proj", width, channels);
    xz = new float[2 * channels];
    u = new float[channels];
    selection = new float[model.projectionWidth()];
    step = new float[channels];
  }

  static MambaStep read(WeightFiles weights, String name, ModelConfiguration model)
      throws ModelFolderException {
    return new MambaStep(weights, name, model);
  }

  @Override
  public void advance(float[] x, float[] output) {
    inProjection.apply(x, xz); // (2·channels)
    convolution.advance(xz, 0, u); // (channels)
    selectionProjection.apply(u, selection); // (stepRank + selective)
    stepProjection.apply(selection, step); // (channels)
    for (int channel = 0; channel < channels; channel++) {
      double delta = HurwitzPolynomial.softplus(step[channel]);
      step[channel] = (float) delta;
      double y = systems.advance(channel, u[channel], delta, selection);
      double z = xz[channels + channel];
      u[channel] = (float) ((y + feedThrough[channel] * u[channel]) * Scalars.silu(z));
    }
    outProjection.apply(u, output); // (modelWidth)
  }

  @Override
  public LayerRecorder recorder(int tokens) {
    return new LayerRecorder(
        tokens,
        order,
        channels,
        systems.stateMatrices(),
        systems.systems(),
        channels,
        systems.inputRecorder(tokens),
        systems.outputRecorder(tokens));
  }

  @Override
  public void record(LayerRecorder into) {
    into.steps(step);
    into.energies(systems::energy);
    systems.record(selection, into.input(), into.output());
  }

  @Override
  public long recordedValues() {
    return 2L * channels + 2L * order;
  }

  @Override
  public void reset() {
    convolution.reset();
    systems.reset();
  }
}
