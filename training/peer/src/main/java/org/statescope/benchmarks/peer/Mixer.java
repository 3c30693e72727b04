package org.statescope.benchmarks.peer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// What stands in one layer between the norm and the residual stream.
interface Mixer {
  /// @param prefix of the layer's parameters, such as `backbone.layers.0.mixer.`
  /// @param x `(batch, length, modelWidth)`
  /// @return of the shape of `x`
  Tensor forward(Weights weights, String prefix, Tensor x);

  /// The causal depthwise convolution followed by SiLU.
  ///
  /// @param x `(batch, length, channels)`
  static Tensor convolve(Weights weights, String prefix, Tensor x) {
    Tensor weight = weights.get(prefix + "conv1d.weight"); // (channels, 1, taps)
    Tensor convolved =
        torch.conv1d(
            x.transpose(1, 2),
            weight,
            new TensorOptional(weights.get(prefix + "conv1d.bias")),
            new long[] {1},
            new long[] {weight.size(2) - 1},
            new long[] {1},
            weight.size(0)); // (batch, channels, length + taps − 1)
    return torch.silu(convolved.narrow(2, 0, x.size(1)).transpose(1, 2));
  }
}
