package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The signals of a recurrence as kernels take them: five runs of memory and flags that say which
/// are meant. In place of an absent one the kernel gets the input, which it then does not read.
final class SignalArguments {
  private static final int HAS_BIAS = 1;
  private static final int HAS_SOFTPLUS = 2;
  private static final int HAS_FEED_THROUGH = 4;
  private static final int HAS_GATE = 8;

  private final Kernels kernels;
  private final ScanSignals signals;

  SignalArguments(Kernels kernels, ScanSignals signals) {
    this.kernels = kernels;
    this.signals = signals;
  }

  /// The bits by which kernels know what there is.
  static int flags(boolean bias, boolean softplus, boolean feedThrough, boolean gate) {
    return (bias ? HAS_BIAS : 0)
        | (softplus ? HAS_SOFTPLUS : 0)
        | (feedThrough ? HAS_FEED_THROUGH : 0)
        | (gate ? HAS_GATE : 0);
  }

  int flags() {
    return flags(
        signals.stepBias() != null,
        signals.softplus(),
        signals.feedThrough() != null,
        signals.gate() != null);
  }

  MemorySegment data(@Nullable Tensor optional) {
    return (optional == null ? signals.input() : optional).data();
  }

  MemorySegment gateGradient() {
    Tensor gate = signals.gate();
    return (gate == null ? signals.input() : gate).gradient();
  }

  int gateStride() {
    Tensor gate = signals.gate();
    return gate == null ? 0 : gate.rowStride();
  }

  /// Whether the gradients of u, step and gate are to be added to what is there.
  record Claims(boolean input, boolean step, boolean gate) {}

  Claims claim() {
    Tensor gate = signals.gate();
    return new Claims(
        signals.input().claimGradient(),
        signals.step().claimGradient(),
        gate != null && gate.claimGradient());
  }

  /// Sums the runs, one per segment of a sequence, of D's and the bias's gradient.
  void sum(List<Launch> launches, int runs, MemorySegment feedThroughPart, MemorySegment biasPart) {
    Tensor feedThrough = signals.feedThrough();
    if (feedThrough != null) {
      launches.add(kernels.sumParts(feedThroughPart, runs, feedThrough));
    }
    Tensor bias = signals.stepBias();
    if (bias != null) {
      launches.add(kernels.sumParts(biasPart, runs, bias));
    }
  }
}
