package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// A matrix made better scaled by a similarity that costs no rounding error.
///
/// - Formula: Ã = D⁻¹ Pᵀ A P D with a permutation P and D a diagonal of powers of two. After the
///   permutation Ã is block upper triangular with upper triangular first and last blocks; D makes
///   the norms of row i and column i of the middle block as equal as powers of two allow.
/// - Shapes: A n×n.
/// - Modified: nothing.
/// - Edge cases: rows or columns that are zero off the diagonal are permuted away, not scaled; a
///   NaN or infinite entry is refused.
/// - Tolerance: exact, barring underflow. Scaling stops where a factor of two gains less than 5 %.
///   Norms are 2-norms, which avoids the harm that balancing in the 1-norm can do to matrices that
///   are already almost triangular.
/// - Algorithm: Parlett, Reinsch, doi:10.1007/BF02165404; James, Langou, Lowery, arXiv:1401.5766.
/// - Cost: about 10 n² operations.
/// - Not for: anything where the eigenvectors' lengths carry meaning, unless they are mapped back.
///
/// @param matrix Ã
/// @param permutation row i of Pᵀ A P is row `permutation[i]` of A
/// @param scale the diagonal of D, powers of two
public record Balancing(DMatrixRMaj matrix, int[] permutation, double[] scale) {
  private static final double WORTHWHILE_REDUCTION = 0.95;
  private static final double LARGEST_SCALE = 0x1p500;

  /// Balances a square matrix, see the record's own text.
  public static Balancing of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    return new Balancer(a).balance();
  }

  /// Scales without permuting: the order of the states is kept.
  public static Balancing scaling(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    Balancer balancer = new Balancer(a);
    balancer.scale();
    return balancer.result();
  }

  /// P D X: rows of X in balanced coordinates brought back to the original ones.
  public DMatrixRMaj toOriginal(DMatrixRMaj x) {
    Shapes.requireShape("X", x, permutation.length, x.numCols);
    DMatrixRMaj result = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < x.numCols; j++) {
        result.set(permutation[i], j, scale[i] * x.get(i, j));
      }
    }
    return result;
  }

  /// P D⁻¹ X: the factor of a dual quantity, such as an observability Gramian, brought back to the
  /// original coordinates.
  public DMatrixRMaj dualToOriginal(DMatrixRMaj x) {
    Shapes.requireShape("X", x, permutation.length, x.numCols);
    DMatrixRMaj result = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < x.numCols; j++) {
        result.set(permutation[i], j, x.get(i, j) / scale[i]);
      }
    }
    return result;
  }

  /// Whether D is the identity, so that Ã is orthogonally similar to A.
  public boolean isUnscaled() {
    for (double factor : scale) {
      if (factor != 1) {
        return false;
      }
    }
    return true;
  }

  /// D⁻¹ Pᵀ B: an input matrix in balanced coordinates.
  public DMatrixRMaj input(DMatrixRMaj b) {
    Shapes.requireShape("B", b, permutation.length, b.numCols);
    DMatrixRMaj result = new DMatrixRMaj(b.numRows, b.numCols);
    for (int i = 0; i < b.numRows; i++) {
      for (int j = 0; j < b.numCols; j++) {
        result.set(i, j, b.get(permutation[i], j) / scale[i]);
      }
    }
    return result;
  }

  /// C P D: an output matrix in balanced coordinates.
  public DMatrixRMaj output(DMatrixRMaj c) {
    Shapes.requireShape("C", c, c.numRows, permutation.length);
    DMatrixRMaj result = new DMatrixRMaj(c.numRows, c.numCols);
    for (int i = 0; i < c.numRows; i++) {
      for (int j = 0; j < c.numCols; j++) {
        result.set(i, j, c.get(i, permutation[j]) * scale[j]);
      }
    }
    return result;
  }

  private static final class Balancer {
    private final int n;
    private final DMatrixRMaj a;
    private final int[] permutation;
    private final double[] scale;
    private int low;
    private int high;

    Balancer(DMatrixRMaj original) {
      a = original.copy();
      n = a.numRows;
      permutation = new int[n];
      scale = new double[n];
      high = n - 1;
      for (int i = 0; i < n; i++) {
        permutation[i] = i;
        scale[i] = 1;
      }
    }

    Balancing balance() {
      permute();
      scale();
      return result();
    }

    Balancing result() {
      return new Balancing(a, permutation, scale);
    }

    private void permute() {
      while (high > low && isolateRow()) {
        high--;
      }
      while (high > low && isolateColumn()) {
        low++;
      }
    }

    private boolean isolateRow() {
      for (int i = high; i >= 0; i--) {
        boolean isolated = true;
        for (int j = 0; j <= high && isolated; j++) {
          isolated = i == j || a.get(i, j) == 0;
        }
        if (isolated) {
          exchange(i, high);
          return true;
        }
      }
      return false;
    }

    private boolean isolateColumn() {
      for (int j = low; j <= high; j++) {
        boolean isolated = true;
        for (int i = low; i <= high && isolated; i++) {
          isolated = i == j || a.get(i, j) == 0;
        }
        if (isolated) {
          exchange(j, low);
          return true;
        }
      }
      return false;
    }

    private void exchange(int i, int j) {
      if (i == j) {
        return;
      }
      int p = permutation[i];
      permutation[i] = permutation[j];
      permutation[j] = p;
      for (int k = 0; k < n; k++) {
        double x = a.get(i, k);
        a.set(i, k, a.get(j, k));
        a.set(j, k, x);
      }
      for (int k = 0; k < n; k++) {
        double x = a.get(k, i);
        a.set(k, i, a.get(k, j));
        a.set(k, j, x);
      }
    }

    private void scale() {
      boolean changed = true;
      while (changed) {
        changed = false;
        for (int i = low; i <= high; i++) {
          double factor = factor(i);
          if (factor != 1) {
            changed = true;
            apply(i, factor);
          }
        }
      }
    }

    private double factor(int i) {
      double column = 0;
      double row = 0;
      for (int k = low; k <= high; k++) {
        column = Math.hypot(column, a.get(k, i));
        row = Math.hypot(row, a.get(i, k));
      }
      if (column == 0 || row == 0) {
        return 1;
      }
      double before = column + row;
      double factor = 1;
      while (column < row / 2 && scale[i] * factor < LARGEST_SCALE) {
        factor *= 2;
        column *= 2;
        row /= 2;
      }
      while (column >= row * 2 && scale[i] * factor > 1 / LARGEST_SCALE) {
        factor /= 2;
        column /= 2;
        row *= 2;
      }
      return column + row < WORTHWHILE_REDUCTION * before ? factor : 1;
    }

    private void apply(int i, double factor) {
      scale[i] *= factor;
      for (int k = 0; k < n; k++) {
        a.set(i, k, a.get(i, k) / factor);
      }
      for (int k = 0; k < n; k++) {
        a.set(k, i, a.get(k, i) * factor);
      }
    }
  }
}
