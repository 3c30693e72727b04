package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;

/// C (sI − A)⁻¹ B at many points s.
///
/// - Shapes: A n×n, B n×m, C p×n; the value is a complex p×m matrix.
/// - Modified: nothing.
/// - Edge cases: where s is an eigenvalue of A the value has infinite or NaN entries.
/// - Tolerance: refined, the state is accurate to rounding as long as the condition of sI − A is
///   below 2⁵³; for scanning, the value is exact for matrices within a small multiple of n·2⁻⁵³ of
///   the balanced A, B and C.
/// - Algorithm: refined, an LU decomposition at each point with residuals in twice the working
///   precision, doi:10.1137/1.9780898718027 §12; for scanning, one real Schur form and back
///   substitutions.
/// - Cost: about 3 n³ operations for each point, or 25 n³ once and 2 n² m + 4 n m p for each point.
public final class Resolvent {
  private static final int LARGEST_DIRECT_ORDER = 40;

  private final boolean direct;
  private final double[][] matrix;
  private final double[][] bColumns;
  private final DMatrixRMaj c;

  /// Refined up to order 40, where that costs nothing to speak of, and for scanning beyond it.
  public static Resolvent of(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    return new Resolvent(a, b, c, a.numRows <= LARGEST_DIRECT_ORDER);
  }

  /// Refined at every order: for the few points that are stated rather than drawn.
  public static Resolvent refined(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    return new Resolvent(a, b, c, true);
  }

  private Resolvent(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, boolean direct) {
    Shapes.requirePair(a, b);
    Shapes.requireDualPair(a, c);
    Balancing balancing = Balancing.of(a);
    this.direct = direct;
    if (direct) {
      matrix = Products.rows(balancing.matrix());
      bColumns = Products.rows(Products.transpose(balancing.input(b)));
      this.c = balancing.output(c);
    } else {
      RealSchur schur = RealSchur.of(balancing.matrix());
      matrix = Products.rows(Products.transpose(schur.t()));
      bColumns =
          Products.rows(
              Products.transpose(Products.transposedTimes(schur.q(), balancing.input(b))));
      this.c = Products.times(balancing.output(c), schur.q());
    }
  }

  /// C (sI − A)⁻¹ B at s = sRe + i sIm.
  public ZMatrixRMaj at(double sRe, double sIm) {
    if (!Double.isFinite(sRe) || !Double.isFinite(sIm)) {
      throw new IllegalArgumentException(
          "The point is " + sRe + " + " + sIm + "i but must be finite");
    }
    ZMatrixRMaj value = new ZMatrixRMaj(c.numRows, bColumns.length);
    if (direct) {
      ShiftedLu lu = new ShiftedLu(matrix, sRe, sIm);
      for (int j = 0; j < bColumns.length; j++) {
        setColumn(value, j, lu.solve(bColumns[j]));
      }
    } else {
      ShiftedTriangular shifted = new ShiftedTriangular(matrix, -1, 0, sRe, sIm);
      for (int j = 0; j < bColumns.length; j++) {
        double[][] x = {bColumns[j].clone(), new double[matrix.length]};
        shifted.solve(x[0], x[1], matrix.length);
        setColumn(value, j, x);
      }
    }
    return value;
  }

  private void setColumn(ZMatrixRMaj value, int j, double[][] x) {
    DoubleDouble sum = new DoubleDouble();
    for (int i = 0; i < c.numRows; i++) {
      double[] part = new double[2];
      for (int half = 0; half < 2; half++) {
        sum.set(0);
        for (int k = 0; k < matrix.length; k++) {
          sum.addProduct(c.data[i * matrix.length + k], x[half][k]);
        }
        part[half] = sum.value();
      }
      value.set(i, j, part[0], part[1]);
    }
  }
}
