package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// The box around the numerical range of a real matrix.
///
/// **Formula**: `{xᴴAx : ‖x‖ = 1}` lies between the extreme eigenvalues of (A + Aᵀ)/2 in its real
/// and those of (A − Aᵀ)/2 in its imaginary part. Outside it `σ_min(A − sI)` is at least the
/// distance of s from it.
///
/// **Shapes and units**: A n × n; the sides have its unit. Nothing given is modified. **Edge
/// cases**: empty, non-square and non-finite matrices are refused; the box of a symmetric matrix
/// has height 0.
///
/// **Tolerance**: absolute, a few `n·u·‖A‖`. **Algorithm**: Trefethen and Embree, Spectra and
/// Pseudospectra, §17. **Cost**: about 20 n³. **Not for** the shape of the range: a box only.
///
/// @param left the smallest real part
/// @param right the largest real part, the numerical abscissa
/// @param top the largest imaginary part; the smallest is its negative
public record NumericalRange(double left, double right, double top) {

  /// The box of a matrix.
  public static NumericalRange of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    int n = a.numRows;
    DMatrixRMaj symmetric = new DMatrixRMaj(n, n);
    DMatrixRMaj skew = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric.set(i, j, a.get(i, j) / 2 + a.get(j, i) / 2);
        skew.set(i, j, a.get(i, j) / 2 - a.get(j, i) / 2);
      }
    }
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    for (double value : Eigenvalues.of(symmetric).real()) {
      left = Math.min(left, value);
      right = Math.max(right, value);
    }
    double top = 0;
    for (double value : Eigenvalues.of(skew).imaginary()) {
      top = Math.max(top, Math.abs(value));
    }
    return new NumericalRange(left, right, top);
  }
}
