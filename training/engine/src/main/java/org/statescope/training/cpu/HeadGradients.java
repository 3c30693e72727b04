package org.statescope.training.cpu;

import java.util.Arrays;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// Where the gradients of a head scan go: whether to add, and the sums per sequence of those that
/// all tokens share.
final class HeadGradients {
  final double[][] rate;
  final double[][] stepBias;
  final double[][] feedThrough;
  boolean addInput;
  boolean addStep;
  boolean addInputVector;
  boolean addOutputVector;
  boolean addInitial;

  private final HeadSignals signals;
  private final Tensor rates;

  HeadGradients(HeadSignals signals, Tensor rates) {
    this.signals = signals;
    this.rates = rates;
    rate = new double[signals.batch()][signals.heads()];
    stepBias = new double[signals.batch()][signals.heads()];
    feedThrough = new double[signals.batch()][signals.heads()];
  }

  /// To be called before the tasks run.
  void begin() {
    addInput = signals.input().claimGradient();
    addStep = signals.step().claimGradient();
    addInputVector = signals.inputVector().claimGradient();
    addOutputVector = signals.outputVector().claimGradient();
    Tensor initial = signals.initialState();
    addInitial = initial != null && initial.claimGradient();
    for (int sequence = 0; sequence < signals.batch(); sequence++) {
      Arrays.fill(rate[sequence], 0);
      Arrays.fill(stepBias[sequence], 0);
      Arrays.fill(feedThrough[sequence], 0);
    }
  }

  /// To be called after them.
  void end() {
    sum(rate, rates);
    Tensor bias = signals.stepBias();
    if (bias != null) {
      sum(stepBias, bias);
    }
    Tensor d = signals.feedThrough();
    if (d != null) {
      sum(feedThrough, d);
    }
  }

  private void sum(double[][] parts, Tensor target) {
    boolean add = target.claimGradient();
    for (int h = 0; h < signals.heads(); h++) {
      double sum = add ? Memory.get(target.gradient(), h) : 0;
      for (double[] part : parts) {
        sum += part[h];
      }
      Memory.set(target.gradient(), h, (float) sum);
    }
  }
}
