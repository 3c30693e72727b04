package org.statescope.training.plain;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.Tensor;

/// Defines Mamba-2's recurrence token by token: h_n ← ā h_n + b̄ b_n u, y = Σ c_n h_n + D u, for
/// each head and each of its channels, with ā and b̄ as [PlainPole] says.
final class PlainHeadScan implements RecurrentOperation {
  private final HeadSignals signals;
  private final Discretisation rule;
  private final Tensor rates;
  private final Tensor output;
  private final double[][][] states;

  PlainHeadScan(HeadSignals signals, Discretisation rule, Tensor rates, Tensor output) {
    HeadSignals.requireRule(rule);
    this.rule = rule;
    this.signals = signals;
    this.rates = rates;
    this.output = output;
    states = new double[signals.input().columns()][signals.input().rows()][];
  }

  @Override
  public double[] finalState(int sequence) {
    int order = signals.order();
    double[] result = new double[states.length * order];
    for (int channel = 0; channel < states.length; channel++) {
      double[] last = states[channel][(sequence + 1) * signals.length() - 1];
      System.arraycopy(last, 0, result, channel * order, order);
    }
    return result;
  }

  @Override
  public void forward() {
    for (int channel = 0; channel < states.length; channel++) {
      int head = channel / signals.headWidth();
      int first = first(head);
      for (int row = 0; row < signals.input().rows(); row++) {
        double[] h = before(channel, row).clone();
        double u = signals.input().get(row, channel);
        PlainPole pole = PlainPole.of(rule, step(row, head), rates.get(0, head));
        double y = value(signals.feedThrough(), head) * u;
        for (int n = 0; n < h.length; n++) {
          h[n] = pole.decay() * h[n] + pole.gain() * signals.inputVector().get(row, first + n) * u;
          y += signals.outputVector().get(row, first + n) * h[n];
        }
        states[channel][row] = h;
        output.set(row, channel, y);
      }
    }
  }

  @Override
  public void backward() {
    signals.tensors().forEach(Cells::begin);
    Cells.begin(rates);
    for (int channel = 0; channel < states.length; channel++) {
      double[] g = new double[signals.order()];
      for (int row = signals.input().rows() - 1; row >= 0; row--) {
        retreat(channel, row, g);
        if (row % signals.length() == 0) {
          storeInitial(channel, row, g);
          g = new double[g.length];
        }
      }
    }
  }

  /// The token backwards; g becomes the gradient of the state before it.
  private void retreat(int channel, int row, double[] g) {
    int head = channel / signals.headWidth();
    int first = first(head);
    PlainPole pole = PlainPole.of(rule, step(row, head), rates.get(0, head));
    double u = signals.input().get(row, channel);
    double dy = output.gradientAt(row, channel);
    double[] before = before(channel, row);
    double dStep = 0;
    double dInput = value(signals.feedThrough(), head) * dy;
    for (int n = 0; n < g.length; n++) {
      double b = signals.inputVector().get(row, first + n);
      g[n] += dy * signals.outputVector().get(row, first + n);
      Cells.add(signals.outputVector(), row, first + n, dy * states[channel][row][n]);
      Cells.add(signals.inputVector(), row, first + n, g[n] * pole.gain() * u);
      double dDecay = g[n] * before[n];
      double dGain = g[n] * b * u;
      Cells.add(rates, 0, head, dDecay * pole.decayByPole() + dGain * pole.gainByPole());
      dStep += dDecay * pole.decayByStep() + dGain * pole.gainByStep();
      dInput += g[n] * pole.gain() * b;
      g[n] *= pole.decay();
    }
    double raw = dStep * (signals.softplus() ? Cells.softplusSlope(raw(row, head)) : 1);
    Cells.add(signals.step(), row, head, raw);
    Cells.add(signals.input(), row, channel, dInput);
    if (signals.stepBias() != null) {
      Cells.add(signals.stepBias(), 0, head, raw);
    }
    if (signals.feedThrough() != null) {
      Cells.add(signals.feedThrough(), 0, head, dy * u);
    }
  }

  private void storeInitial(int channel, int row, double[] g) {
    if (signals.initialState() != null) {
      for (int n = 0; n < g.length; n++) {
        Cells.add(signals.initialState(), initialRow(channel, row), n, g[n]);
      }
    }
  }

  private double[] before(int channel, int row) {
    if (row % signals.length() > 0) {
      return states[channel][row - 1];
    }
    double[] h = new double[signals.order()];
    if (signals.initialState() != null) {
      for (int n = 0; n < h.length; n++) {
        h[n] = signals.initialState().get(initialRow(channel, row), n);
      }
    }
    return h;
  }

  private int initialRow(int channel, int row) {
    return row / signals.length() * states.length + channel;
  }

  private int first(int head) {
    return head / signals.groupHeads() * signals.order();
  }

  private double raw(int row, int head) {
    return signals.step().get(row, head) + value(signals.stepBias(), head);
  }

  private double step(int row, int head) {
    return signals.softplus() ? Cells.softplus(raw(row, head)) : raw(row, head);
  }

  private static double value(@Nullable Tensor tensor, int head) {
    return tensor == null ? 0 : tensor.get(0, head);
  }
}
