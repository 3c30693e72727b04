package org.statescope.training.inference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;

/// The causal depthwise convolution with SiLU: output_t = SiLU(bias + Σ_k weight_k ⊙
/// input_{t−K+1+k}), one token at a time. It carries the last K − 1 inputs.
final class CausalConvolution {
  private final int channels;
  private final int taps;
  private final float[] weight;
  private final float @Nullable [] bias;

  /// The inputs of the last K tokens, `(channel, token)`, the newest last.
  private final float[] window;

  private CausalConvolution(float[] weight, float @Nullable [] bias, int channels, int taps) {
    this.weight = weight;
    this.bias = bias;
    this.channels = channels;
    this.taps = taps;
    window = new float[channels * taps];
  }

  static CausalConvolution read(WeightFiles weights, String name, int channels, int taps)
      throws ModelFolderException {
    return new CausalConvolution(
        weights.read(name + ".weight", channels, 1, taps),
        weights.readIfPresent(name + ".bias", channels),
        channels,
        taps);
  }

  void reset() {
    Arrays.fill(window, 0);
  }

  /// Takes the next input from `input[at …]` and writes the output.
  void advance(float[] input, int at, float[] output) {
    for (int channel = 0; channel < channels; channel++) {
      int first = channel * taps;
      float sum = bias == null ? 0 : bias[channel];
      for (int k = 0; k < taps - 1; k++) {
        window[first + k] = window[first + k + 1];
        sum += weight[first + k] * window[first + k];
      }
      float newest = input[at + channel];
      window[first + taps - 1] = newest;
      sum += weight[first + taps - 1] * newest;
      output[channel] = (float) Scalars.silu(sum);
    }
  }
}
