package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The real and imaginary parts of log(αI + βA) for complex numbers α and β: what limits a Gramian
/// to a band of frequencies, and what undoes a zero-order hold.
public final class LogarithmOfPencil {
  private final Balancing balancing;
  private final RealSchur schur;

  /// Prepares the real Schur form of A, which every pair of numbers shares.
  public LogarithmOfPencil(DMatrixRMaj a) {
    balancing = Balancing.of(a);
    schur = RealSchur.of(balancing.matrix());
  }

  /// Im log(αI + βA), the principal logarithm: e^X = αI + βA with |Im λ(X)| < π.
  ///
  /// - Shapes: n×n, as A.
  /// - Modified: nothing.
  /// - Edge cases: an eigenvalue of αI + βA on the closed negative real axis has no principal
  ///   logarithm; the caller sees to it that there is none.
  /// - Tolerance: a small multiple of n·2⁻⁵³ for matrices that are near to normal; far from that
  ///   the error grows with the condition of the logarithm.
  /// - Algorithm: complex Schur form, inverse scaling and squaring, Higham,
  ///   doi:10.1137/1.9780898717778.
  /// - Cost: about 60 n³ operations after the Schur form.
  public DMatrixRMaj imaginaryPart(double alphaRe, double alphaIm, double betaRe, double betaIm) {
    return part(alphaRe, alphaIm, betaRe, betaIm, true);
  }

  /// Re log(αI + βA), the principal logarithm; otherwise as [#imaginaryPart].
  public DMatrixRMaj realPart(double alphaRe, double alphaIm, double betaRe, double betaIm) {
    return part(alphaRe, alphaIm, betaRe, betaIm, false);
  }

  private DMatrixRMaj part(
      double alphaRe, double alphaIm, double betaRe, double betaIm, boolean imaginary) {
    if (!Double.isFinite(alphaRe + alphaIm + betaRe + betaIm)) {
      throw new IllegalArgumentException(
          "The numbers α = "
              + alphaRe
              + " + "
              + alphaIm
              + "i and β = "
              + betaRe
              + " + "
              + betaIm
              + "i must be finite");
    }
    ComplexTriangle t = new ComplexTriangle(schur);
    int n = t.n;
    for (int j = 0; j < n; j++) {
      for (int i = 0; i <= j; i++) {
        double re = t.re[j][i];
        double im = t.im[j][i];
        t.re[j][i] = betaRe * re - betaIm * im + (i == j ? alphaRe : 0);
        t.im[j][i] = betaRe * im + betaIm * re + (i == j ? alphaIm : 0);
      }
    }
    TriangularLogarithm.apply(t.re, t.im);
    DMatrixRMaj uRe = Products.fromColumns(t.uRe, n);
    DMatrixRMaj uIm = Products.fromColumns(t.uIm, n);
    DMatrixRMaj lRe = Products.fromColumns(t.re, n);
    DMatrixRMaj lIm = Products.fromColumns(t.im, n);
    DMatrixRMaj productRe = Products.times(uRe, lRe);
    DMatrixRMaj productIm = Products.times(uRe, lIm);
    CommonOps_DDRM.subtractEquals(productRe, Products.times(uIm, lIm));
    CommonOps_DDRM.addEquals(productIm, Products.times(uIm, lRe));
    // Re(P Uᴴ) = Re P Re Uᵀ + Im P Im Uᵀ and Im(P Uᴴ) = Im P Re Uᵀ − Re P Im Uᵀ.
    DMatrixRMaj part = Products.timesTransposed(imaginary ? productIm : productRe, uRe);
    DMatrixRMaj other = Products.timesTransposed(imaginary ? productRe : productIm, uIm);
    CommonOps_DDRM.addEquals(part, imaginary ? -1 : 1, other);
    // Back through the balancing from both sides.
    return Products.transpose(
        balancing.dualToOriginal(Products.transpose(balancing.toOriginal(part))));
  }
}
