package org.statescope.analysis.stability;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Eigenvalues;
import org.statescope.analysis.linalg.Shapes;

/// The numerical abscissa ω(A): the rate at which `‖e^{At}‖` starts to grow.
public final class NumericalAbscissa {
  private NumericalAbscissa() {}

  /// **Formula**: `ω(A) = λ_max((A + Aᵀ)/2)`, the largest real part in the numerical range.
  ///
  /// **Units**: of A. Nothing given is modified. **Edge cases**: empty, non-square and non-finite
  /// matrices are refused. A value of at most 0 means that no state ever grows in norm; a stable A
  /// can have a positive one. For a discrete system the number is the same function of A and bounds
  /// nothing.
  ///
  /// **Tolerance**: absolute, a few `n·u·‖A‖`. **Algorithm**: eigenvalues of the symmetric part
  /// (Trefethen and Embree, Spectra and Pseudospectra, §17). **Cost**: O(n³).
  public static double of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    int n = a.numRows;
    DMatrixRMaj symmetric = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric.set(i, j, a.get(i, j) / 2 + a.get(j, i) / 2);
      }
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : Eigenvalues.of(symmetric).real()) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
