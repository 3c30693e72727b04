package org.statescope.benchmarks.peer;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Mamba-2 (arXiv 2405.21060) with one group: projections, the chunked state-space dual and the
/// gated norm.
final class ChunkedMixer implements Mixer {
  @Override
  public Tensor forward(Weights weights, String prefix, Tensor x) {
    long batch = x.size(0);
    long length = x.size(1);
    long heads = weights.get(prefix + "dt_bias").size(0);
    long channels = weights.get(prefix + "norm.weight").size(0);
    long order = (weights.get(prefix + "conv1d.weight").size(0) - channels) / 2;
    Tensor projected = torch.linear(x, weights.get(prefix + "in_proj.weight"));
    Tensor z = projected.narrow(2, 0, channels);
    Tensor convolved =
        Mixer.convolve(weights, prefix, projected.narrow(2, channels, channels + 2 * order));
    Tensor u = convolved.narrow(2, 0, channels).reshape(batch, length, heads, channels / heads);
    Tensor b =
        convolved.narrow(2, channels, order).unsqueeze(2).expand(batch, length, heads, order);
    Tensor c =
        convolved
            .narrow(2, channels + order, order)
            .unsqueeze(2)
            .expand(batch, length, heads, order);
    Tensor step = // (batch, length, heads)
        torch.softplus(
            projected
                .narrow(2, 2 * channels + 2 * order, heads)
                .add(weights.get(prefix + "dt_bias")));
    Tensor a = weights.get(prefix + "A_log").exp().neg(); // (heads)
    Tensor y = StateSpaceDual.apply(u.mul(step.unsqueeze(3)), a.mul(step), b, c);
    y = y.add(u.mul(weights.get(prefix + "D").unsqueeze(1))).reshape(batch, length, channels);
    Tensor normed =
        torch.rms_norm(
            y.mul(torch.silu(z)),
            new long[] {channels},
            new TensorOptional(weights.get(prefix + "norm.weight")),
            new DoubleOptional(weights.normEpsilon()));
    return torch.linear(normed, weights.get(prefix + "out_proj.weight"));
  }
}
