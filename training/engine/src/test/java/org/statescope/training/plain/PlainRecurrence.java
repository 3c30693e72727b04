package org.statescope.training.plain;

import java.util.function.IntFunction;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Any selective recurrence h_t = Ā_t h_{t−1} + B̄_t u_t, y_t = C_t·h_t with its signals, one
/// channel and one sequence at a time. What a structure does with one step is a [Channel].
public final class PlainRecurrence implements Operation {
  /// One channel of the state space.
  interface Channel {
    int order();

    /// h ← the state after the token in `row`; returns y.
    double advance(int row, double step, double input, double[] state);

    /// The same token backwards.
    ///
    /// @param stateGradient gradient of the state after the token, replaced by that of the state
    ///   before it
    /// @return gradients with respect to step and input
    double[] retreat(
        int row,
        double step,
        double input,
        double[] before,
        double[] after,
        double outputGradient,
        double[] stateGradient);
  }

  private final ScanSignals signals;
  private final IntFunction<Channel> channels;
  private final Tensor output;
  private final Runnable beginGradients;
  private final double[][][] states;

  PlainRecurrence(
      ScanSignals signals, IntFunction<Channel> channels, Tensor output, Runnable beginGradients) {
    this.signals = signals;
    this.channels = channels;
    this.output = output;
    this.beginGradients = beginGradients;
    states = new double[signals.channels()][signals.input().rows()][];
  }

  /// The state of a channel after the last token of a sequence.
  public double[] lastState(int sequence, int channel) {
    return states[channel][(sequence + 1) * signals.length() - 1];
  }

  @Override
  public void forward() {
    for (int d = 0; d < signals.channels(); d++) {
      Channel channel = channels.apply(d);
      double[] h = new double[channel.order()];
      for (int row = 0; row < signals.input().rows(); row++) {
        if (row % signals.length() == 0) {
          h = new double[channel.order()];
        }
        h = h.clone();
        double y = channel.advance(row, step(row, d), signals.input().get(row, d), h);
        states[d][row] = h;
        output.set(row, d, (y + feedThrough(d) * signals.input().get(row, d)) * gate(row, d));
      }
    }
  }

  @Override
  public void backward() {
    Cells.begin(signals.input());
    Cells.begin(signals.step());
    signals.optional().forEach(Cells::begin);
    beginGradients.run();
    for (int d = 0; d < signals.channels(); d++) {
      Channel channel = channels.apply(d);
      double[] g = new double[channel.order()];
      for (int row = signals.input().rows() - 1; row >= 0; row--) {
        boolean first = row % signals.length() == 0;
        double[] before = first ? new double[channel.order()] : states[d][row - 1];
        retreat(channel, row, d, before, g);
        g = first ? new double[channel.order()] : g;
      }
    }
  }

  private void retreat(Channel channel, int row, int d, double[] before, double[] g) {
    double u = signals.input().get(row, d);
    double upstream = output.gradientAt(row, d);
    double dy = upstream * gate(row, d);
    double[] gradients = channel.retreat(row, step(row, d), u, before, states[d][row], dy, g);
    double raw = gradients[0] * (signals.softplus() ? Cells.softplusSlope(raw(row, d)) : 1);
    Cells.add(signals.step(), row, d, raw);
    Cells.add(signals.input(), row, d, gradients[1] + feedThrough(d) * dy);
    if (signals.stepBias() != null) {
      Cells.add(signals.stepBias(), 0, d, raw);
    }
    if (signals.feedThrough() != null) {
      Cells.add(signals.feedThrough(), 0, d, dy * u);
    }
    if (signals.gate() != null) {
      double z = signals.gate().get(row, d);
      double ungated = channel.advance(row, step(row, d), u, before.clone()) + feedThrough(d) * u;
      Cells.add(signals.gate(), row, d, upstream * ungated * Cells.siluSlope(z));
    }
  }

  private double raw(int row, int d) {
    return signals.step().get(row, d)
        + (signals.stepBias() == null ? 0 : signals.stepBias().get(0, d));
  }

  private double step(int row, int d) {
    return signals.softplus() ? Cells.softplus(raw(row, d)) : raw(row, d);
  }

  private double feedThrough(int d) {
    return signals.feedThrough() == null ? 0 : signals.feedThrough().get(0, d);
  }

  private double gate(int row, int d) {
    return signals.gate() == null ? 1 : Cells.silu(signals.gate().get(row, d));
  }
}
