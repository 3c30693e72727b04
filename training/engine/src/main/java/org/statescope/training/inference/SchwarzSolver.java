package org.statescope.training.inference;

/// I − δA for Routh–Schwarz matrices: A has f_i above and −f_i below the diagonal and −g in its
/// last corner. Elimination without pivoting: with e_i = δ f_i the pivots d_1 = 1, d_{i+1} = 1 +
/// e_i²/d_i, the last with δg more, are at least 1. The transposed matrix has −e_i for e_i.
///
/// @param parameters f_1 … f_{N−1}, g of each system, `(systems, order)`
/// @param transposed whether the systems are observable forms
record SchwarzSolver(int order, double[] parameters, boolean transposed) implements StepSolver {
  @Override
  public double[] stateMatrix(int system) {
    double[] a = new double[order * order];
    double sign = transposed ? -1 : 1;
    for (int i = 0; i < order - 1; i++) {
      double f = sign * parameters[system * order + i];
      a[i * order + i + 1] = f;
      a[(i + 1) * order + i] = -f;
    }
    a[a.length - 1] = -parameters[(system + 1) * order - 1];
    return a;
  }

  @Override
  public void solve(int system, double delta, double[] r) {
    int at = system * order;
    double sign = transposed ? -delta : delta;
    double[] pivots = new double[order];
    pivots[0] = 1;
    for (int i = 1; i < order; i++) {
      double e = sign * parameters[at + i - 1];
      pivots[i] = 1 + e * e / pivots[i - 1];
      r[i] -= e / pivots[i - 1] * r[i - 1];
    }
    int last = order - 1;
    r[last] /= pivots[last] + delta * parameters[at + last];
    for (int i = last - 1; i >= 0; i--) {
      r[i] = (r[i] + sign * parameters[at + i] * r[i + 1]) / pivots[i];
    }
  }
}
