package org.statescope.training.plain;

import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Defines the recurrences of the canonical forms with dense matrices, bilinear and zero-order
/// hold.
///
/// Both rules are h' = Ā h + B̄ u with (Ā, B̄) of the augmented matrix M = Δ[[A, b], [0, 0]]: the
/// exponential e^M, or (I − M/2)⁻¹(I + M/2), whose upper blocks are exactly the rules.
public final class PlainCanonicalScan implements PlainRecurrence.Channel {
  /// Which end of the system is open; the other is σ e_N.
  public enum Form {
    CONTROLLABLE,
    /// A is transposed.
    OBSERVABLE
  }

  /// Where the parameters stand in A before it is transposed, and what σ is.
  public enum Pattern {
    /// Ones above the diagonal, last row −a; σ = 1.
    COMPANION,
    /// f above and −f below the diagonal, −g in the last corner; σ = √(2g).
    SCHWARZ
  }

  private final Pattern pattern;
  private final Form form;
  private final MatrixMap rule;
  private final Tensor parameters;
  private final int system;
  private final Tensor open;
  private final boolean isStatic;

  private PlainCanonicalScan(
      Pattern pattern, Form form, MatrixMap rule, Tensor parameters, int system, Tensor open) {
    this.pattern = pattern;
    this.form = form;
    this.rule = rule;
    this.parameters = parameters;
    this.system = system;
    this.open = open;
    isStatic = open.shape().dimensions() < 3;
  }

  public static PlainRecurrence of(
      Pattern pattern,
      Form form,
      MatrixMap rule,
      ScanSignals signals,
      Tensor parameters,
      Tensor open,
      Tensor output) {
    boolean perChannel = parameters.rows() > 1;
    return new PlainRecurrence(
        signals,
        channel ->
            new PlainCanonicalScan(pattern, form, rule, parameters, perChannel ? channel : 0, open),
        output,
        () -> {
          Cells.begin(parameters);
          Cells.begin(open);
        });
  }

  @Override
  public int order() {
    return parameters.columns();
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
        Cells.add(open, openRow(row), i, dy * after[i]);
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
    for (int i = 0; i < n; i++) {
      if (form == Form.OBSERVABLE) {
        Cells.add(open, openRow(row), i, step * dm[i][n]);
      }
      for (int j = 0; j < n; j++) {
        addToParameter(i, j, step * (form == Form.CONTROLLABLE ? dm[i][j] : dm[j][i]));
      }
    }
    if (pattern == Pattern.SCHWARZ) {
      double dScale = form == Form.CONTROLLABLE ? step * dm[n - 1][n] : dy * after[n - 1];
      Cells.add(parameters, system, n - 1, dScale / scale());
    }
    System.arraycopy(previous, 0, g, 0, n);
    return new double[] {dStep, dInput};
  }

  /// Entry (i, j) of A before it is transposed.
  private double entry(int i, int j) {
    int last = order() - 1;
    return switch (pattern) {
      case COMPANION -> i == last ? -parameters.get(system, j) : j == i + 1 ? 1 : 0;
      case SCHWARZ -> {
        if (j == i + 1) {
          yield parameters.get(system, i);
        }
        if (i == j + 1) {
          yield -parameters.get(system, j);
        }
        yield i == last && j == last ? -parameters.get(system, last) : 0;
      }
    };
  }

  private void addToParameter(int i, int j, double gradient) {
    int last = order() - 1;
    switch (pattern) {
      case COMPANION -> {
        if (i == last) {
          Cells.add(parameters, system, j, -gradient);
        }
      }
      case SCHWARZ -> {
        if (j == i + 1) {
          Cells.add(parameters, system, i, gradient);
        } else if (i == j + 1) {
          Cells.add(parameters, system, j, -gradient);
        } else if (i == last && j == last) {
          Cells.add(parameters, system, last, -gradient);
        }
      }
    }
  }

  private double scale() {
    return pattern == Pattern.SCHWARZ ? Math.sqrt(2 * parameters.get(system, order() - 1)) : 1;
  }

  private double[][] augmented(int row, double step) {
    int n = order();
    double[][] m = new double[n + 1][n + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = step * (form == Form.CONTROLLABLE ? entry(i, j) : entry(j, i));
      }
      m[i][n] =
          step * (form == Form.OBSERVABLE ? open.get(openRow(row), i) : i == n - 1 ? scale() : 0);
    }
    return m;
  }

  private double readout(int row, int i) {
    if (form == Form.CONTROLLABLE) {
      return open.get(openRow(row), i);
    }
    return i == order() - 1 ? scale() : 0;
  }

  private int openRow(int row) {
    return isStatic ? system : row;
  }
}
