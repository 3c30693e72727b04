package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.MatrixEquationResult.Singular;
import org.statescope.analysis.linalg.MatrixEquationResult.Solved;

/// Lyapunov equations: A X + X Aᵀ + Q = 0 in continuous time, A X Aᵀ − X + Q = 0 in discrete time.
public final class Lyapunov {
  private static final int POWER_STEPS = 20;

  private Lyapunov() {}

  /// Solves A X + X Aᵀ + Q = 0 for symmetric Q.
  ///
  /// - Shapes: A, Q and X n×n; X is exactly symmetric.
  /// - Modified: nothing.
  /// - Edge cases: eigenvalues with λᵢ + λⱼ = 0 to working precision give [Singular]; an unstable A
  ///   is allowed; empty, non-square, mismatched, non-finite or unsymmetric matrices are refused.
  /// - Tolerance: small residual relative to ‖A‖‖X‖; the error of X is that times the reported
  ///   condition 2‖A‖‖L⁻¹‖. For a stable A, ‖L⁻¹‖ is the 2-norm of the solution for Q = I, which is
  ///   the exact norm of the inverse operator; otherwise it is an estimate within a small factor.
  /// - Algorithm: power-of-two balancing; Bartels, Stewart, doi:10.1145/361573.361582.
  /// - Cost: about 35 n³ operations.
  /// - Not for: Gramians whose small eigenvalues matter; use [FactoredLyapunov].
  public static MatrixEquationResult continuous(DMatrixRMaj a, DMatrixRMaj q) {
    requireEquation(a, q);
    return solve(a, q, false);
  }

  /// Solves the Stein equation A X Aᵀ − X + Q = 0 for symmetric Q.
  ///
  /// - Shapes: A, Q and X n×n; X is exactly symmetric.
  /// - Modified: nothing.
  /// - Edge cases: eigenvalues with λᵢ λⱼ = 1 to working precision give [Singular]; an unstable A
  ///   is allowed; empty, non-square, mismatched, non-finite or unsymmetric matrices are refused.
  /// - Tolerance: small residual relative to (1 + ‖A‖²)‖X‖; the error of X is that times the
  ///   reported condition (1 + ‖A‖²)‖L⁻¹‖, see [#continuous].
  /// - Algorithm: power-of-two balancing; Kitagawa, doi:10.1080/00207177708922266.
  /// - Cost: about 37 n³ operations.
  /// - Not for: Gramians whose small eigenvalues matter; use [FactoredLyapunov].
  public static MatrixEquationResult discrete(DMatrixRMaj a, DMatrixRMaj q) {
    requireEquation(a, q);
    return solve(a, q, true);
  }

  private static MatrixEquationResult solve(DMatrixRMaj a, DMatrixRMaj q, boolean discrete) {
    Balancing balancing = Balancing.of(a);
    RealSchur schur = RealSchur.of(balancing.matrix());
    DMatrixRMaj balancedQ = balancing.input(Products.transpose(balancing.input(q)));
    DMatrixRMaj rotated = Products.times(Products.transpose(schur.q()), balancedQ, schur.q());
    Products.symmetrise(rotated);
    CommonOps_DDRM.changeSign(rotated);
    LyapunovOperator operator = new LyapunovOperator(schur.t(), discrete);
    double[][] y = Products.rows(rotated);
    if (!operator.solve(y)) {
      return singular(discrete);
    }
    double scale = operatorNorm(Products.frobenius(balancing.matrix()), discrete);
    if (operator.smallestPivot() <= Precision.UNIT_ROUNDOFF * scale) {
      return singular(discrete);
    }
    DMatrixRMaj inBalanced = Products.times(schur.q(), Products.fromColumns(y, a.numRows));
    inBalanced = Products.timesTransposed(inBalanced, schur.q());
    DMatrixRMaj x = balancing.toOriginal(Products.transpose(balancing.toOriginal(inBalanced)));
    Products.symmetrise(x);
    double condition = operatorNorm(SpectralNorm.of(a), discrete) * inverseNorm(a, discrete);
    return new Solved(x, relativeResidual(a, x, q, discrete), condition);
  }

  /// ‖L⁻¹‖ of the equation's operator: the largest possible ‖X‖₂ for ‖Q‖₂ = 1 when A is stable, an
  /// estimate otherwise; infinite where the equation is singular.
  ///
  /// - Algorithm: for a stable A the maximum is attained at Q = I (Hewer, Kenney,
  ///   doi:10.1137/0326018).
  static double inverseNorm(DMatrixRMaj a, boolean discrete) {
    RealSchur schur = RealSchur.of(a);
    LyapunovOperator operator = new LyapunovOperator(schur.t(), discrete);
    if (!isStable(schur, discrete)) {
      return operator.inverseNormEstimate();
    }
    return inverseNormOfStable(schur, discrete);
  }

  static double inverseNormOfStable(RealSchur schur, boolean discrete) {
    LyapunovOperator operator = new LyapunovOperator(schur.t(), discrete);
    DMatrixRMaj minusIdentity = CommonOps_DDRM.identity(schur.order());
    CommonOps_DDRM.changeSign(minusIdentity);
    double[][] h = Products.rows(minusIdentity);
    if (!operator.solve(h)) {
      return Double.POSITIVE_INFINITY;
    }
    return SpectralNorm.ofSymmetric(h, POWER_STEPS);
  }

  static boolean isStable(RealSchur schur, boolean discrete) {
    double[] real = schur.eigenvaluesReal();
    double[] imaginary = schur.eigenvaluesImaginary();
    for (int i = 0; i < real.length; i++) {
      if (discrete ? !(Math.hypot(real[i], imaginary[i]) < 1) : !(real[i] < 0)) {
        return false;
      }
    }
    return true;
  }

  /// The norm of the equation's operator, bounded through ‖A‖.
  static double operatorNorm(double normA, boolean discrete) {
    return discrete ? 1 + normA * normA : 2 * normA;
  }

  /// ‖A X + X Aᵀ + Q‖ (or the discrete one) over the sum of the norms of its terms.
  static double relativeResidual(DMatrixRMaj a, DMatrixRMaj x, DMatrixRMaj q, boolean discrete) {
    DMatrixRMaj ax = Products.times(a, x);
    DMatrixRMaj residual = q.copy();
    double normA = Products.frobenius(a);
    if (discrete) {
      CommonOps_DDRM.addEquals(residual, Products.timesTransposed(ax, a));
      CommonOps_DDRM.subtractEquals(residual, x);
    } else {
      CommonOps_DDRM.addEquals(residual, ax);
      CommonOps_DDRM.addEquals(residual, Products.transpose(ax));
    }
    double size = operatorNorm(normA, discrete) * Products.frobenius(x) + Products.frobenius(q);
    return size == 0 ? 0 : Products.frobenius(residual) / size;
  }

  private static Singular singular(boolean discrete) {
    return new Singular(
        discrete
            ? "A has two eigenvalues whose product is 1 to working precision"
            : "A has two eigenvalues whose sum is 0 to working precision");
  }

  private static void requireEquation(DMatrixRMaj a, DMatrixRMaj q) {
    Shapes.requireSquare("A", a);
    Shapes.requireShape("Q", q, a.numRows, a.numRows);
    Shapes.requireFinite("A", a);
    Shapes.requireFinite("Q", q);
    double tolerance = q.numRows * Precision.EPSILON * CommonOps_DDRM.elementMaxAbs(q);
    for (int i = 0; i < q.numRows; i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(q.get(i, j) - q.get(j, i)) > tolerance) {
          throw new IllegalArgumentException(
              "Q must be symmetric but differs from its transpose in row "
                  + (i + 1)
                  + ", column "
                  + (j + 1));
        }
      }
    }
  }
}
