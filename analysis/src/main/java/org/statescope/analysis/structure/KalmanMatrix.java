package org.statescope.analysis.structure;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.SingularValues;

/// Kalman's matrix `[B, AB, …, Aⁿ⁻¹B]` (or `[C; CA; …]`) and its singular values: the textbook
/// test, shown because everyone knows it and not because it should be believed.
///
/// **Formula**: σᵢ(K), i = 1 … n. **Shapes**: n × nm (np × n for observability). Units grow with
/// the power of A. Nothing given is modified.
///
/// **Edge cases**: entries that overflow are refused with an [ArithmeticException] that names the
/// power.
///
/// **Tolerance**: each singular value has an absolute error of at most [#errorBound], which is
/// relative to the largest block of the matrix. [#numericalRank] counts those above it; what lies
/// below is unknown, **not** zero: a companion pair with poles −1 … −16 is controllable and has
/// numerical rank 4. Decide by [Staircase], [ExactRank] or [StructuralDistance].
///
/// **Algorithm**: repeated multiplication, then a singular value decomposition; Kalman,
/// doi:10.1137/0301010. **Cost**: O(n³m) and the decomposition of an n × nm matrix.
///
/// @param matrix the matrix itself
/// @param singularValues in descending order, n of them
/// @param errorBound absolute bound on their rounding errors
public record KalmanMatrix(DMatrixRMaj matrix, double[] singularValues, double errorBound) {

  /// `[B, AB, …, Aⁿ⁻¹B]`.
  public static KalmanMatrix controllability(DMatrixRMaj a, DMatrixRMaj b) {
    Shapes.requirePair(a, b);
    if (b.numCols == 0) {
      throw new IllegalArgumentException("B has no columns but Kalman's matrix needs at least one");
    }
    int n = a.numRows;
    int m = b.numCols;
    DMatrixRMaj kalman = new DMatrixRMaj(n, n * m);
    DMatrixRMaj block = b.copy();
    double growth = Products.frobenius(a);
    double error = 0;
    double bound = 0;
    for (int power = 0; power < n; power++) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(block.data, i * m, kalman.data, i * n * m + power * m, m);
      }
      bound = Math.hypot(bound, error);
      if (power + 1 < n) {
        double size = Products.frobenius(block);
        block = Products.times(a, block);
        error = growth * (error + Precision.UNIT_ROUNDOFF * n * size);
        if (!Double.isFinite(Products.frobenius(block))) {
          throw new ArithmeticException(
              "A to the power " + (power + 1) + " times B overflows; scale time first");
        }
      }
    }
    double[] values = SingularValues.of(kalman);
    double decomposition = n * Precision.EPSILON * values[0];
    return new KalmanMatrix(kalman, values, bound + decomposition);
  }

  /// `[C; CA; …; CAⁿ⁻¹]`.
  public static KalmanMatrix observability(DMatrixRMaj a, DMatrixRMaj c) {
    Shapes.requireDualPair(a, c);
    if (c.numRows == 0) {
      throw new IllegalArgumentException("C has no rows but Kalman's matrix needs at least one");
    }
    KalmanMatrix dual = controllability(Products.transpose(a), Products.transpose(c));
    return new KalmanMatrix(Products.transpose(dual.matrix), dual.singularValues, dual.errorBound);
  }

  /// How many singular values are certainly not zero; a lower bound on the rank, not the rank.
  public int numericalRank() {
    int rank = 0;
    while (rank < singularValues.length && singularValues[rank] > errorBound) {
      rank++;
    }
    return rank;
  }
}
