package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// The Lyapunov equations of one stable matrix, solved for factors: X = L Lᵀ.
///
/// - Formula: A X + X Aᵀ + B Bᵀ = 0 or A X Aᵀ − X + B Bᵀ = 0, and the dual equations Aᵀ X + X A +
///   Cᵀ C = 0 or Aᵀ X A − X + Cᵀ C = 0.
/// - Shapes: A n×n, B n×m, C p×n, L n×n.
/// - Modified: nothing.
/// - Edge cases: a matrix that is not stable is answered by [Result.NotStable]; empty, mismatched
///   or non-finite matrices are refused.
/// - Tolerance: L is accurate to a small multiple of n·2⁻⁵³ times the equation's condition,
///   relative to ‖L‖: the square root of what solving for X would keep, so that small eigenvalues
///   of X and small Hankel singular values survive. X is positive semidefinite by construction.
/// - Algorithm: power-of-two balancing, real Schur form, Hammarling's method,
///   doi:10.1093/imanum/2.3.303.
/// - Cost: about 25 n³ operations for the Schur form, shared by both equations, and 4 n³ for each.
public final class FactoredLyapunov {
  private final Balancing balancing;
  private final RealSchur schur;
  private final boolean discrete;
  private final double conditionEstimate;

  /// Whether the equations of a matrix can be solved for factors.
  public sealed interface Result {
    /// The matrix is stable.
    ///
    /// @param equations the equations, ready for any B and C
    record Stable(FactoredLyapunov equations) implements Result {}

    /// The matrix has an eigenvalue on or beyond the boundary of stability.
    ///
    /// @param reason a sentence that names it
    record NotStable(String reason) implements Result {}
  }

  private FactoredLyapunov(DMatrixRMaj a, boolean discrete) {
    this.discrete = discrete;
    balancing = Balancing.of(a);
    schur = RealSchur.of(balancing.matrix());
    conditionEstimate =
        Lyapunov.isStable(schur, discrete) ? condition(a) : Double.POSITIVE_INFINITY;
  }

  private double condition(DMatrixRMaj a) {
    RealSchur ofA = balancing.isUnscaled() ? schur : RealSchur.of(a);
    if (!Lyapunov.isStable(ofA, discrete)) {
      return Double.POSITIVE_INFINITY;
    }
    return Lyapunov.operatorNorm(SpectralNorm.estimate(a), discrete)
        * Lyapunov.inverseNormOfStable(ofA, discrete);
  }

  /// The continuous-time equations of a matrix.
  public static Result continuous(DMatrixRMaj a) {
    return of(a, false);
  }

  /// The discrete-time equations of a matrix.
  public static Result discrete(DMatrixRMaj a) {
    return of(a, true);
  }

  private static Result of(DMatrixRMaj a, boolean discrete) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    FactoredLyapunov equations = new FactoredLyapunov(a, discrete);
    double[] real = equations.schur.eigenvaluesReal();
    double[] imaginary = equations.schur.eigenvaluesImaginary();
    for (int i = 0; i < real.length; i++) {
      double margin = discrete ? 1 - Math.hypot(real[i], imaginary[i]) : -real[i];
      if (!(margin > 0)) {
        return new Result.NotStable(
            "A has the eigenvalue "
                + real[i]
                + (imaginary[i] == 0 ? "" : " ± " + Math.abs(imaginary[i]) + "i")
                + (discrete
                    ? ", which is not inside the unit circle"
                    : ", which is not in the open left half-plane"));
      }
    }
    return new Result.Stable(equations);
  }

  /// The factor L of the solution for B Bᵀ.
  public DMatrixRMaj factor(DMatrixRMaj b) {
    Shapes.requireShape("B", b, schur.order(), b.numCols);
    Shapes.requireFinite("B", b);
    DMatrixRMaj rotated = Products.transposedTimes(schur.q(), balancing.input(b));
    DMatrixRMaj l = new Hammarling(schur.t(), rotated, discrete).factor();
    return balancing.toOriginal(Factors.compress(Products.times(schur.q(), l)));
  }

  /// The factor L of the solution of the dual equation for Cᵀ C.
  public DMatrixRMaj dualFactor(DMatrixRMaj c) {
    Shapes.requireShape("C", c, c.numRows, schur.order());
    Shapes.requireFinite("C", c);
    RealSchur transposed = schur.transposed();
    DMatrixRMaj inBalanced = Products.transpose(balancing.output(c));
    DMatrixRMaj rotated = Products.transposedTimes(transposed.q(), inBalanced);
    DMatrixRMaj l = new Hammarling(transposed.t(), rotated, discrete).factor();
    return balancing.dualToOriginal(Factors.compress(Products.times(transposed.q(), l)));
  }

  /// 2‖A‖‖L⁻¹‖ or (1+‖A‖²)‖L⁻¹‖, 2-norms, of A as it was given; infinite if A is so near to
  /// instability that its computed eigenvalues do not agree about it. Both equations share it.
  public double conditionEstimate() {
    return conditionEstimate;
  }

  /// The real Schur form of the balanced matrix.
  public RealSchur schur() {
    return schur;
  }
}
