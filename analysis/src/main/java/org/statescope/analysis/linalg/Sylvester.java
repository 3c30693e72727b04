package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.MatrixEquationResult.Singular;
import org.statescope.analysis.linalg.MatrixEquationResult.Solved;

/// The Sylvester equation A X + X B = C.
public final class Sylvester {
  private Sylvester() {}

  /// Solves A X + X B = C.
  ///
  /// - Shapes: A n×n, B m×m, C and X n×m.
  /// - Modified: nothing.
  /// - Edge cases: an eigenvalue of A that is, to working precision, the negative of one of B gives
  ///   [Singular]; empty, non-square, mismatched or non-finite matrices are refused.
  /// - Tolerance: small residual relative to (‖A‖ + ‖B‖)‖X‖; the error of X, measured in the
  ///   balanced coordinates, is that times the reported condition estimate, (‖A‖ + ‖B‖) / sep(A,
  ///   −B) of the balanced matrices, within a small factor.
  /// - Algorithm: power-of-two balancing; Bartels, Stewart, doi:10.1145/361573.361582; condition by
  ///   the estimator of Higham, doi:10.1145/50063.214386.
  /// - Cost: about 25 (n³ + m³) + 5 n m (n + m) operations, and five times the last term for the
  ///   condition.
  public static MatrixEquationResult solve(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    Shapes.requireSquare("A", a);
    Shapes.requireSquare("B", b);
    Shapes.requireShape("C", c, a.numRows, b.numRows);
    Shapes.requireFinite("A", a);
    Shapes.requireFinite("B", b);
    Shapes.requireFinite("C", c);
    Balancing rows = Balancing.of(a);
    Balancing columns = Balancing.of(b);
    RealSchur left = RealSchur.of(rows.matrix());
    RealSchur right = RealSchur.of(columns.matrix()).transposed();
    SylvesterOperator operator = new SylvesterOperator(left, right);
    DMatrixRMaj balancedC = columns.output(rows.input(c));
    DMatrixRMaj rhs = Products.times(Products.transpose(left.q()), balancedC, right.q());
    double[][] y = Products.rows(Products.transpose(rhs));
    double scale = Products.frobenius(rows.matrix()) + Products.frobenius(columns.matrix());
    if (!operator.solve(y) || operator.smallestPivot() <= Precision.UNIT_ROUNDOFF * scale) {
      return new Singular("A and −B share an eigenvalue to working precision");
    }
    DMatrixRMaj inBalanced =
        Products.timesTransposed(
            Products.times(left.q(), Products.fromColumns(y, a.numRows)), right.q());
    DMatrixRMaj x =
        Products.transpose(columns.dualToOriginal(Products.transpose(rows.toOriginal(inBalanced))));
    DMatrixRMaj residual = CommonOps_DDRM.add(Products.times(a, x), Products.times(x, b), null);
    CommonOps_DDRM.subtractEquals(residual, c);
    double size =
        (Products.frobenius(a) + Products.frobenius(b)) * Products.frobenius(x)
            + Products.frobenius(c);
    double relative = size == 0 ? 0 : Products.frobenius(residual) / size;
    return new Solved(x, relative, scale * operator.inverseNorm());
  }
}
