package org.statescope.training.cpu;

import java.util.Arrays;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Where the gradients of a scan's signals go: whether to add, and the sums per sequence of those
/// shared by all tokens.
final class SignalGradients {
  final float[][] feedThrough;
  final float[][] stepBias;
  boolean addInput;
  boolean addStep;
  boolean addGate;

  private final ScanSignals signals;

  SignalGradients(ScanSignals signals) {
    this.signals = signals;
    // A vector of channels may begin at any channel: groups of channels need not fill vectors.
    int padded = Memory.padded(signals.channels() + VectorMath.LANES - 1);
    feedThrough = new float[signals.batch()][padded];
    stepBias = new float[signals.batch()][padded];
  }

  /// To be called before the sequences' tasks run.
  void begin() {
    addInput = signals.input().claimGradient();
    addStep = signals.step().claimGradient();
    Tensor gate = signals.gate();
    addGate = gate != null && gate.claimGradient();
    for (int sequence = 0; sequence < signals.batch(); sequence++) {
      Arrays.fill(feedThrough[sequence], 0);
      Arrays.fill(stepBias[sequence], 0);
    }
  }

  /// To be called after them.
  void end() {
    Tensor d = signals.feedThrough();
    if (d != null) {
      Partials.sum(feedThrough, d);
    }
    Tensor bias = signals.stepBias();
    if (bias != null) {
      Partials.sum(stepBias, bias);
    }
  }
}
