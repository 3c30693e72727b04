package org.statescope.benchmarks.peer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Mamba (arXiv 2312.00752, section 3.4): the states of all tokens are written out.
record MambaMixer(StateRecurrence recurrence) implements Mixer {
  @Override
  public Tensor forward(Weights weights, String prefix, Tensor x) {
    TensorVector halves = torch.linear(x, weights.get(prefix + "in_proj.weight")).chunk(2, 2);
    Tensor u = Mixer.convolve(weights, prefix, halves.get(0)); // (batch, length, channels)
    Tensor selection = torch.linear(u, weights.get(prefix + "x_proj.weight"));
    long order = weights.get(prefix + "A_log").size(1);
    long rank = selection.size(2) - 2 * order;
    Tensor step =
        torch.softplus(
            torch.linear(
                selection.narrow(2, 0, rank),
                weights.get(prefix + "dt_proj.weight"),
                new TensorOptional(weights.get(prefix + "dt_proj.bias"))));
    Tensor y =
        scan(
            u,
            step,
            weights.get(prefix + "A_log").exp().neg(),
            selection.narrow(2, rank, order),
            selection.narrow(2, rank + order, order));
    y = y.add(u.mul(weights.get(prefix + "D"))).mul(torch.silu(halves.get(1)));
    return torch.linear(y, weights.get(prefix + "out_proj.weight"));
  }

  /// y_t = C_t·h_t with h_t = exp(Δ_t A) h_{t−1} + Δ_t B_t u_t.
  ///
  /// @param u `(batch, length, channels)`, as is `step`
  /// @param a `(channels, order)`
  /// @param b `(batch, length, order)`, as is `c`
  Tensor scan(Tensor u, Tensor step, Tensor a, Tensor b, Tensor c) {
    Tensor decay = step.unsqueeze(3).mul(a).exp(); // (batch, length, channels, order)
    Tensor input = step.mul(u).unsqueeze(3).mul(b.unsqueeze(2));
    Tensor states = recurrence.states(decay, input); // (batch, length, channels, order)
    return states.matmul(c.unsqueeze(3)).squeeze(3); // (batch, length, channels)
  }
}
