package org.statescope.benchmarks.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;
import org.bytedeco.pytorch.global.torch;

/// The work-efficient parallel prefix sum of Blelloch (1990) over the pairs (Ā, X): up to strides
/// of half the length and down again, in place, on whole tensors. The length must be a power of
/// two.
///
/// The states are computed outside the graph. One more step of the recurrence from them, h = Ā ⊙
/// shifted h + X with the shifted states held constant, puts them into it; a hook replaces the
/// gradient dh by its own scan backwards, g_t = dh_t + Ā_{t+1} g_{t+1}, so that the graph then
/// finds dX = g and dĀ_t = g_t ⊙ h_{t−1}. That is what a hand-written autograd function would do.
final class ParallelScan implements StateRecurrence {
  /// Ā of the recurrences on the way forward, for their hooks on the way back.
  private final Deque<Tensor> decays = new ArrayDeque<>();

  private final VoidTensorHook hook =
      new VoidTensorHook() {
        @Override
        public void call(TensorBase gradient) {
          try (PointerScope _ = new PointerScope();
              Tensor decay = decays.pop()) {
            backwards(decay, new Tensor(gradient));
          }
        }
      };

  @Override
  public Tensor states(Tensor decay, Tensor input) {
    long length = input.size(1);
    if (Long.bitCount(length) != 1) {
      throw new IllegalArgumentException(
          "The parallel scan takes a length that is a power of two, not %d.".formatted(length));
    }
    Tensor before = torch.zeros_like(input);
    try (NoGradGuard _ = new NoGradGuard()) {
      Tensor states = input.detach().clone();
      forwards(decay.detach().clone(), states);
      Eager.range(before, 1, length).copy_(Eager.range(states, 0, length - 1));
    }
    Tensor detached = decay.detach();
    detached.retainReference();
    decays.push(detached);
    Tensor states = decay.mul(before.detach()).add(input);
    states.register_hook(hook);
    return states;
  }

  /// Replaces X by the states; Ā is used up.
  private static void forwards(Tensor decay, Tensor x) {
    long length = x.size(1);
    for (long stride = 1; stride < length; stride *= 2) {
      combine(decay, x, 2 * stride - 1, -stride, 2 * stride, true);
    }
    for (long stride = length / 4; stride >= 1; stride /= 2) {
      combine(decay, x, 3 * stride - 1, -stride, 2 * stride, false);
    }
  }

  /// Replaces dh by g.
  private static void backwards(Tensor decay, Tensor gradient) {
    try (NoGradGuard _ = new NoGradGuard()) {
      long length = gradient.size(1);
      Tensor next = torch.zeros_like(decay); // Ā_{t+1}
      Eager.range(next, 0, length - 1).copy_(Eager.range(decay, 1, length));
      for (long stride = 1; stride < length; stride *= 2) {
        combine(next, gradient, 0, stride, 2 * stride, true);
      }
      for (long stride = length / 4; stride >= 1; stride /= 2) {
        combine(next, gradient, stride, stride, 2 * stride, false);
      }
    }
  }

  /// For the tokens i = first, first + step, …: X_i += Ā_i X_j and, if asked, Ā_i *= Ā_j, where j =
  /// i + offset is a token.
  private static void combine(
      Tensor decay, Tensor x, long first, long offset, long step, boolean multiply) {
    try (PointerScope _ = new PointerScope()) {
      Tensor from = Eager.every(x, first + offset, step);
      long count = Math.min(from.size(1), Eager.every(x, first, step).size(1));
      Tensor source = Eager.range(from, 0, count);
      Tensor target = Eager.range(Eager.every(x, first, step), 0, count);
      Tensor factor = Eager.range(Eager.every(decay, first, step), 0, count);
      target.addcmul_(factor, source);
      if (multiply) {
        factor.mul_(Eager.range(Eager.every(decay, first + offset, step), 0, count));
      }
    }
  }
}
