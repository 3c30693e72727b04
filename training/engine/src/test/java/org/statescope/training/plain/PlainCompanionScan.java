package org.statescope.training.plain;

import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Defines the companion recurrences with dense matrices: controllable (input e_N, output the
/// token's vector) and observable (A transposed, input the token's vector, output e_N), bilinear
/// and zero-order hold.
///
/// Both rules are h' = Ā h + B̄ u with (Ā, B̄) of the augmented matrix M = Δ[[A, b], [0, 0]]: the
/// exponential e^M, or (I − M/2)⁻¹(I + M/2), whose upper blocks are exactly the rules.
public final class PlainCompanionScan implements PlainRecurrence.Channel {
  /// Which end of the system the token chooses.
  public enum Form {
    CONTROLLABLE,
    OBSERVABLE
  }

  private final Form form;
  private final MatrixMap rule;
  private final Tensor a;
  private final Tensor vector;

  private PlainCompanionScan(Form form, MatrixMap rule, Tensor a, Tensor vector) {
    this.form = form;
    this.rule = rule;
    this.a = a;
    this.vector = vector;
  }

  public static PlainRecurrence of(
      Form form, MatrixMap rule, ScanSignals signals, Tensor a, Tensor vector, Tensor output) {
    PlainCompanionScan channel = new PlainCompanionScan(form, rule, a, vector);
    return new PlainRecurrence(
        signals,
        index -> channel,
        output,
        () -> {
          Cells.begin(a);
          Cells.begin(vector);
        });
  }

  @Override
  public int order() {
    return (int) a.shape().count();
  }

  @Override
  public double advance(int row, double step, double input, double[] state) {
    int n = order();
    double[][] discrete = rule.apply(augmented(row, step));
    double[] next = new double[n];
    double y = 0;
    for (int i = 0; i < n; i++) {
      next[i] = discrete[i][n] * input;
      for (int j = 0; j < n; j++) {
        next[i] += discrete[i][j] * state[j];
      }
      y += readout(row, i) * next[i];
    }
    System.arraycopy(next, 0, state, 0, n);
    return y;
  }

  @Override
  public double[] retreat(
      int row, double step, double input, double[] before, double[] after, double dy, double[] g) {
    int n = order();
    double[][] m = augmented(row, step);
    double[][] discrete = rule.apply(m);
    double[][] upstream = new double[n + 1][n + 1];
    double[] previous = new double[n];
    double dInput = 0;
    for (int i = 0; i < n; i++) {
      g[i] += dy * readout(row, i);
      if (form == Form.CONTROLLABLE) {
        Cells.add(vector, row, i, dy * after[i]);
      }
      dInput += g[i] * discrete[i][n];
      upstream[i][n] = g[i] * input;
      for (int j = 0; j < n; j++) {
        upstream[i][j] = g[i] * before[j];
        previous[j] += discrete[i][j] * g[i];
      }
    }
    double[][] dm = rule.adjoint(m, upstream);
    double dStep = 0;
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= n; j++) {
        dStep += dm[i][j] * m[i][j] / step;
      }
    }
    for (int k = 0; k < n; k++) {
      Cells.add(a, 0, k, -step * (form == Form.CONTROLLABLE ? dm[n - 1][k] : dm[k][n - 1]));
      if (form == Form.OBSERVABLE) {
        Cells.add(vector, row, k, step * dm[k][n]);
      }
    }
    System.arraycopy(previous, 0, g, 0, n);
    return new double[] {dStep, dInput};
  }

  private double[][] augmented(int row, double step) {
    int n = order();
    double[][] m = new double[n + 1][n + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int from = form == Form.CONTROLLABLE ? i : j;
        int to = form == Form.CONTROLLABLE ? j : i;
        m[i][j] = step * (from == n - 1 ? -a.get(0, to) : from + 1 == to ? 1 : 0);
      }
      m[i][n] = step * (form == Form.OBSERVABLE ? vector.get(row, i) : i == n - 1 ? 1 : 0);
    }
    return m;
  }

  private double readout(int row, int i) {
    return form == Form.CONTROLLABLE ? vector.get(row, i) : i == order() - 1 ? 1 : 0;
  }
}
