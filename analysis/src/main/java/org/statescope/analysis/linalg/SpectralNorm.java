package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// The 2-norm: the largest singular value.
///
/// - Formula: ‖A‖₂ = max ‖A x‖ over ‖x‖ = 1.
/// - Shapes: any, m×n; the unit of the entries.
/// - Modified: nothing.
/// - Algorithm: singular value decomposition ([SingularValues]) or power iteration; Golub, Van
///   Loan, Matrix Computations, §7.3.
public final class SpectralNorm {
  private static final int POWER_STEPS = 20;

  private SpectralNorm() {}

  /// ‖A‖₂ by a singular value decomposition; 0 for an empty matrix. Cost: about 4 n³ operations.
  public static double of(DMatrixRMaj a) {
    Shapes.requireFinite("A", a);
    if (a.numRows == 0 || a.numCols == 0) {
      return 0;
    }
    var svd = DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, false, true);
    if (!svd.decompose(a.copy())) {
      throw new ArithmeticException("The singular value iteration did not converge");
    }
    double largest = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      largest = Math.max(largest, svd.getSingularValues()[i]);
    }
    return largest;
  }

  /// ‖A‖₂ of a complex matrix, as that of the real matrix [Re −Im; Im Re].
  public static double of(ZMatrixRMaj a) {
    DMatrixRMaj embedded = new DMatrixRMaj(2 * a.numRows, 2 * a.numCols);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        double re = a.getReal(i, j);
        double im = a.getImag(i, j);
        embedded.set(i, j, re);
        embedded.set(i, a.numCols + j, -im);
        embedded.set(a.numRows + i, j, im);
        embedded.set(a.numRows + i, a.numCols + j, re);
      }
    }
    return of(embedded);
  }

  /// ‖A‖₂ within a few percent from below, by power iteration on AᵀA; infinite where an entry is no
  /// finite number, as after an overflow. Cost: about 40 n² operations.
  public static double estimate(DMatrixRMaj a) {
    double norm = Products.frobenius(a);
    if (!Double.isFinite(norm)) {
      return Double.POSITIVE_INFINITY;
    }
    if (norm == 0) {
      return 0;
    }
    double[] x = new double[a.numCols];
    for (int j = 0; j < x.length; j++) {
      x[j] = 1 + j / (double) x.length;
    }
    double estimate = 0;
    for (int step = 0; step < POWER_STEPS; step++) {
      double size = length(x);
      double[] y = new double[a.numRows];
      double[] z = new double[a.numCols];
      for (int i = 0; i < y.length; i++) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
          sum += a.data[i * x.length + j] * (x[j] / size);
        }
        y[i] = sum / norm;
        for (int j = 0; j < x.length; j++) {
          z[j] += y[i] * (a.data[i * x.length + j] / norm);
        }
      }
      estimate = Math.max(estimate, length(y) * norm);
      if (length(z) == 0) {
        break;
      }
      x = z;
    }
    return estimate;
  }

  /// ‖H‖₂ of a symmetric positive semidefinite matrix by power iteration: a lower bound, close
  /// after a few steps.
  static double ofSymmetric(double[][] h, int steps) {
    int n = h.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      // Unequal entries, weighted to the large rows, so that no simple eigenvector is missed.
      x[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / (double) n) * Math.sqrt(Math.abs(h[i][i]));
    }
    double norm = length(x);
    for (int step = 0; step < steps && norm > 0 && Double.isFinite(norm); step++) {
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        double factor = x[i] / norm;
        for (int j = 0; j < n; j++) {
          y[j] += factor * h[i][j];
        }
      }
      x = y;
      norm = length(x);
    }
    return Double.isNaN(norm) ? Double.POSITIVE_INFINITY : norm;
  }

  private static double length(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : x) {
      sum += value / largest * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }
}
