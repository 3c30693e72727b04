package org.statescope.analysis.network;

/// The Cholesky factor of a weighted Cauchy matrix Kᵢⱼ = wᵢwⱼ / (xᵢ + xⱼ), xᵢ > 0, computed from
/// the numbers x and w without forming K.
///
/// With gᵢ = wᵢ ∏ₗ (xᵢ − xₗ)/(xᵢ + xₗ) over the pivots so far, the next column is gᵢ √(2xₖ) / (xᵢ +
/// xₖ): products and quotients only, so that every entry has full relative accuracy however
/// ill-conditioned K is. Diagonal pivoting puts the rank, and the grading, in order.
///
/// Demmel, Accurate singular value decompositions of structured matrices,
/// doi:10.1137/S0895479897328716; Haut, Beylkin, doi:10.1137/110821901.
final class CauchyFactor {
  final int n;

  /// The order in which the nodes were taken.
  final int[] order;

  /// The factor, row i of which belongs to node `order[i]`; lower triangular, row-major.
  final double[] l;

  private final double[] x;
  private final double[] g;

  CauchyFactor(int n) {
    this.n = n;
    order = new int[n];
    l = new double[n * n];
    x = new double[n];
    g = new double[n];
  }

  /// Computes the factor; a column of zeros follows where the rank ends.
  void compute(double[] nodes, double[] weights) {
    for (int i = 0; i < n; i++) {
      order[i] = i;
      x[i] = nodes[i];
      g[i] = weights[i];
    }
    for (int k = 0; k < n; k++) {
      choosePivot(k);
      double xk = x[k];
      double gk = g[k];
      double root = Math.sqrt(2 * xk);
      for (int i = 0; i < k; i++) {
        l[i * n + k] = 0;
      }
      l[k * n + k] = Math.abs(gk) / root;
      double sign = gk == 0 ? 0 : Math.copySign(root, gk);
      for (int i = k + 1; i < n; i++) {
        double quotient = g[i] / (x[i] + xk);
        l[i * n + k] = quotient * sign;
        g[i] = quotient * (x[i] - xk);
      }
    }
  }

  private void choosePivot(int k) {
    int best = k;
    double largest = -1;
    for (int i = k; i < n; i++) {
      double diagonal = g[i] * g[i] / x[i];
      if (diagonal > largest) {
        largest = diagonal;
        best = i;
      }
    }
    if (best != k) {
      swap(x, k, best);
      swap(g, k, best);
      int index = order[k];
      order[k] = order[best];
      order[best] = index;
      for (int j = 0; j < k; j++) {
        double entry = l[k * n + j];
        l[k * n + j] = l[best * n + j];
        l[best * n + j] = entry;
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
