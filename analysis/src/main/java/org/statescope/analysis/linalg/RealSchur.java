package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// The real Schur form A = Q T Qᵀ.
///
/// - Formula: Q orthogonal, T upper quasi-triangular: 1×1 blocks for real eigenvalues, and standard
///   2×2 blocks (equal diagonal, off-diagonal entries of opposite sign) for complex pairs.
/// - Shapes: A, Q, T n×n.
/// - Modified: nothing.
/// - Edge cases: an empty or non-square matrix, or an entry that is NaN or infinite, is refused.
/// - Tolerance: backward stable, ‖A − Q T Qᵀ‖ and ‖QᵀQ − I‖ are small multiples of n·2⁻⁵³ times ‖A‖
///   and 1. Eigenvalues are exact for that nearby matrix only: an ill-conditioned one may be far
///   off, see [EigenSystem] for its condition number.
/// - Algorithm: Householder reduction to Hessenberg form and the Francis double-shift QR iteration,
///   doi:10.1093/comjnl/4.3.265, without balancing, so that Q is orthogonal.
/// - Cost: about 25 n³ operations.
/// - Not for: eigenvalues alone, which [Eigenvalues] finds faster and, by balancing, better.
///
/// @param q the orthogonal factor Q
/// @param t the quasi-triangular factor T
public record RealSchur(DMatrixRMaj q, DMatrixRMaj t) {

  /// Computes the real Schur form, see the record's own text.
  public static RealSchur of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    SchurWork work = new SchurWork(a, true);
    Hessenberg.reduce(work);
    new FrancisQr(work, true).iterate();
    return new RealSchur(work.orthogonal(), work.triangular());
  }

  /// The Schur form of Aᵀ, from this one of A by reversing the order: (Q P, P Tᵀ P).
  public RealSchur transposed() {
    int n = order();
    DMatrixRMaj reversedQ = new DMatrixRMaj(n, n);
    DMatrixRMaj reversedT = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        reversedQ.set(i, j, q.get(i, n - 1 - j));
        reversedT.set(i, j, t.get(n - 1 - j, n - 1 - i));
      }
    }
    return new RealSchur(reversedQ, reversedT);
  }

  /// n.
  public int order() {
    return t.numRows;
  }

  /// Whether rows i and i+1 of T form a 2×2 block.
  public boolean isPairAt(int i) {
    return i + 1 < t.numRows && t.get(i + 1, i) != 0;
  }

  /// The real parts of the eigenvalues, in the order of the diagonal of T.
  public double[] eigenvaluesReal() {
    double[] real = new double[order()];
    for (int i = 0; i < real.length; i++) {
      real[i] = t.get(i, i);
    }
    return real;
  }

  /// The imaginary parts of the eigenvalues; of a pair the positive one comes first.
  public double[] eigenvaluesImaginary() {
    double[] imaginary = new double[order()];
    for (int i = 0; i < imaginary.length; i++) {
      if (isPairAt(i)) {
        double root = Math.sqrt(Math.abs(t.get(i, i + 1))) * Math.sqrt(Math.abs(t.get(i + 1, i)));
        imaginary[i] = root;
        imaginary[i + 1] = -root;
        i++;
      }
    }
    return imaginary;
  }
}
