package org.statescope.analysis.stability;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.NumericalRange;

/// The numerical abscissa ω(A): the rate at which `‖e^{At}‖` starts to grow.
public final class NumericalAbscissa {
  private NumericalAbscissa() {}

  /// **Formula**: `ω(A) = λ_max((A + Aᵀ)/2)`, the largest real part in the numerical range.
  ///
  /// **Shapes and units**: A n × n; the unit of A. Nothing given is modified. **Edge cases**:
  /// empty, non-square and non-finite matrices are refused. A value of at most 0 means that no
  /// state ever grows in norm; a stable A can have a positive one. For a discrete system the number
  /// is the same function of A and bounds nothing.
  ///
  /// **Tolerance**: absolute, a few `n·u·‖A‖`. **Algorithm**: eigenvalues of the symmetric part
  /// (Trefethen and Embree, Spectra and Pseudospectra, §17). **Cost**: O(n³).
  public static double of(DMatrixRMaj a) {
    return NumericalRange.of(a).right();
  }
}
