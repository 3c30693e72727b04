package org.statescope.analysis.linalg;

import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/// The matrix exponential e^A.
public final class MatrixExponential {
  /// Numerator coefficients of the [m/m] Padé approximants, constant term first.
  private static final double[][] PADE = {
    {120, 60, 12, 1},
    {30240, 15120, 3360, 420, 30, 1},
    {17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1},
    {17643225600.0, 8821612800.0, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1},
  };

  private static final double[] PADE_13 = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920,
    40840800,
    960960,
    16380,
    182,
    1
  };

  /// The largest 1-norms for which the approximants have a backward error below 2⁻⁵³ (table 2.3).
  private static final double[] LARGEST_NORM = {
    1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068
  };

  private static final double LARGEST_NORM_13 = 5.371920351148152;

  /// Relative: where the squarings may have lost more than this, the exponential is computed in
  /// twice the precision. They lose far less than their bound, which is what is compared.
  private static final double WORST_SQUARING = 1e-7;

  /// Beyond this order twice the precision takes too long.
  public static final int LARGEST_PRECISE = 32;

  private MatrixExponential() {}

  /// e^A = Σ Aᵏ/k!.
  ///
  /// - Shapes: A n×n.
  /// - Modified: nothing.
  /// - Edge cases: a result that overflows has infinite or NaN entries; empty, non-square or
  ///   non-finite matrices are refused.
  /// - Tolerance: e^A is exact for a matrix within about 2⁻⁵³‖A‖ of A, plus the rounding of the
  ///   squarings, which can grow for matrices that are far from normal. Up to order 32, where the
  ///   squarings may have lost nine digits, they are done again in twice the precision.
  /// - Algorithm: scaling and squaring with Padé approximants, after balancing; Higham,
  ///   doi:10.1137/04061101X.
  /// - Cost: about (14 + 2 log₂‖A‖₁) n³ operations; in twice the precision about twenty times that.
  public static DMatrixRMaj of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    return balanced(a, MatrixExponential::scaledAndSquared);
  }

  /// e^A in twice the working precision, rounded once: for orders up to [#LARGEST_PRECISE].
  ///
  /// - Shapes, modified, edge cases: as of [#of].
  /// - Tolerance: that of [#of] with 2⁻¹⁰⁰ in place of 2⁻⁵³.
  /// - Cost: about 25·(20 + log₂‖A‖₁) n³ operations.
  public static DMatrixRMaj precise(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    return balanced(a, PreciseExponential::of);
  }

  private static DMatrixRMaj balanced(DMatrixRMaj a, UnaryOperator<DMatrixRMaj> exponential) {
    Balancing balancing = Balancing.scaling(a);
    DMatrixRMaj result = exponential.apply(balancing.matrix());
    int n = a.numRows;
    double[] scale = balancing.scale();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        result.data[i * n + j] *= scale[i] / scale[j];
      }
    }
    return result;
  }

  private static DMatrixRMaj scaledAndSquared(DMatrixRMaj a) {
    double norm = NormOps_DDRM.inducedP1(a);
    for (int k = 0; k < PADE.length; k++) {
      if (norm <= LARGEST_NORM[k]) {
        return lowDegree(a, PADE[k]);
      }
    }
    int squarings = Math.max(0, Math.getExponent(norm / LARGEST_NORM_13) + 1);
    DMatrixRMaj scaled = a.copy();
    CommonOps_DDRM.scale(Math.scalb(1.0, -squarings), scaled);
    DMatrixRMaj x = degreeThirteen(scaled);
    double error = Precision.UNIT_ROUNDOFF;
    for (int i = 0; i < squarings; i++) {
      double size = Products.frobenius(x);
      x = Products.times(x, x);
      error = (2 * error + Precision.UNIT_ROUNDOFF) * size * size / Products.frobenius(x);
    }
    return error > WORST_SQUARING && a.numRows <= LARGEST_PRECISE ? PreciseExponential.of(a) : x;
  }

  private static DMatrixRMaj lowDegree(DMatrixRMaj a, double[] b) {
    int n = a.numRows;
    DMatrixRMaj square = Products.times(a, a);
    DMatrixRMaj power = CommonOps_DDRM.identity(n);
    DMatrixRMaj odd = new DMatrixRMaj(n, n);
    DMatrixRMaj even = new DMatrixRMaj(n, n);
    for (int k = 0; k < b.length; k += 2) {
      CommonOps_DDRM.addEquals(even, b[k], power);
      CommonOps_DDRM.addEquals(odd, b[k + 1], power);
      if (k + 2 < b.length) {
        power = Products.times(power, square);
      }
    }
    return quotient(Products.times(a, odd), even);
  }

  private static DMatrixRMaj degreeThirteen(DMatrixRMaj a) {
    double[] b = PADE_13;
    DMatrixRMaj a2 = Products.times(a, a);
    DMatrixRMaj a4 = Products.times(a2, a2);
    DMatrixRMaj a6 = Products.times(a4, a2);
    DMatrixRMaj odd = Products.times(a6, sum(0, b[9], a2, b[11], a4, b[13], a6));
    CommonOps_DDRM.addEquals(odd, sum(b[1], b[3], a2, b[5], a4, b[7], a6));
    DMatrixRMaj even = Products.times(a6, sum(0, b[8], a2, b[10], a4, b[12], a6));
    CommonOps_DDRM.addEquals(even, sum(b[0], b[2], a2, b[4], a4, b[6], a6));
    return quotient(Products.times(a, odd), even);
  }

  private static DMatrixRMaj sum(
      double c0, double c2, DMatrixRMaj a2, double c4, DMatrixRMaj a4, double c6, DMatrixRMaj a6) {
    DMatrixRMaj sum = new DMatrixRMaj(a2.numRows, a2.numRows);
    for (int i = 0; i < sum.data.length; i++) {
      sum.data[i] = c2 * a2.data[i] + c4 * a4.data[i] + c6 * a6.data[i];
    }
    for (int i = 0; i < sum.numRows; i++) {
      sum.add(i, i, c0);
    }
    return sum;
  }

  /// (V − U)⁻¹ (V + U).
  private static DMatrixRMaj quotient(DMatrixRMaj u, DMatrixRMaj v) {
    DMatrixRMaj denominator = CommonOps_DDRM.subtract(v, u, null);
    DMatrixRMaj numerator = CommonOps_DDRM.add(v, u, null);
    var solver = LinearSolverFactory_DDRM.lu(u.numRows);
    if (!solver.setA(denominator)) {
      throw new ArithmeticException("The Padé denominator of the matrix exponential is singular");
    }
    DMatrixRMaj x = new DMatrixRMaj(u.numRows, u.numRows);
    solver.solve(numerator, x);
    return x;
  }
}
