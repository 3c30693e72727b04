package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/// The matrix exponential in twice the working precision, rounded once at the end: what
/// [MatrixExponential] falls back on where its squarings lose too much, and the slow twin that its
/// tests compare it with.
///
/// - Shapes: A n×n.
/// - Modified: nothing.
/// - Edge cases: those of [MatrixExponential].
/// - Tolerance: the rounding of the squarings starts at 2⁻¹⁰⁰ instead of 2⁻⁵³.
/// - Algorithm: scaling and squaring with the Taylor series up to a term below 2⁻¹¹⁰; the numbers
///   are those of [DoubleDouble].
/// - Cost: about 25·(20 + log₂‖A‖₁)·n³ operations.
final class PreciseExponential {
  /// ‖A‖₁ / 2ˢ is at most this, so that twenty terms are enough.
  private static final double LARGEST_NORM = 0x1p-4;

  private static final int TERMS = 21;

  private PreciseExponential() {}

  static DMatrixRMaj of(DMatrixRMaj a) {
    int n = a.numRows;
    double norm = NormOps_DDRM.inducedP1(a);
    int squarings = Math.max(0, Math.getExponent(norm / LARGEST_NORM) + 1);
    PreciseMatrix scaled = PreciseMatrix.of(a).scaledByPower(-squarings);
    PreciseMatrix x = PreciseMatrix.identity(n);
    for (int k = TERMS; k >= 1; k--) {
      x = scaled.times(x).dividedBy(k).plusIdentity();
    }
    for (int i = 0; i < squarings; i++) {
      x = x.times(x);
    }
    return x.rounded();
  }
}
