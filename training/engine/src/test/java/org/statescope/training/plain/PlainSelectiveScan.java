package org.statescope.training.plain;

import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Defines the selective scan: h_n ← ā_n h_n + b̄_n b_n u, y = Σ c_n h_n, for one channel, with ā
/// and b̄ of a_n as [PlainPole] says. B and C may hold several groups side by side; channel d then
/// reads group d / (channels / groups).
public final class PlainSelectiveScan implements PlainRecurrence.Channel {
  private final int channel;
  private final Discretisation rule;
  private final Tensor a;
  private final Tensor b;
  private final Tensor c;
  private final int first;

  private PlainSelectiveScan(int channel, Discretisation rule, Tensor a, Tensor b, Tensor c) {
    this.channel = channel;
    this.rule = rule;
    this.a = a;
    this.b = b;
    this.c = c;
    int groups = b.columns() / a.columns();
    first = channel / (a.rows() / groups) * a.columns();
  }

  public static PlainRecurrence of(
      ScanSignals signals, Discretisation rule, Tensor a, Tensor b, Tensor c, Tensor output) {
    return new PlainRecurrence(
        signals,
        channel -> new PlainSelectiveScan(channel, rule, a, b, c),
        output,
        () -> {
          Cells.begin(a);
          Cells.begin(b);
          Cells.begin(c);
        });
  }

  @Override
  public int order() {
    return a.columns();
  }

  @Override
  public double advance(int row, double step, double input, double[] state) {
    double y = 0;
    for (int n = 0; n < state.length; n++) {
      PlainPole pole = PlainPole.of(rule, step, a.get(channel, n));
      state[n] = pole.decay() * state[n] + pole.gain() * b.get(row, first + n) * input;
      y += c.get(row, first + n) * state[n];
    }
    return y;
  }

  @Override
  public double[] retreat(
      int row, double step, double input, double[] before, double[] after, double dy, double[] g) {
    double dStep = 0;
    double dInput = 0;
    for (int n = 0; n < g.length; n++) {
      PlainPole pole = PlainPole.of(rule, step, a.get(channel, n));
      g[n] += dy * c.get(row, first + n);
      Cells.add(c, row, first + n, dy * after[n]);
      Cells.add(b, row, first + n, g[n] * pole.gain() * input);
      double dDecay = g[n] * before[n];
      double dGain = g[n] * b.get(row, first + n) * input;
      Cells.add(a, channel, n, dDecay * pole.decayByPole() + dGain * pole.gainByPole());
      dStep += dDecay * pole.decayByStep() + dGain * pole.gainByStep();
      dInput += g[n] * pole.gain() * b.get(row, first + n);
      g[n] *= pole.decay();
    }
    return new double[] {dStep, dInput};
  }
}
