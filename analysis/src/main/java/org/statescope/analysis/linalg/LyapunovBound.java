package org.statescope.analysis.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Lower bounds of `σ_min(A − sI)` and `σ_min([A − sI, B])` for every complex s, from solved
/// Lyapunov equations. They cost O(n³) and do not suffer from ill-conditioned eigenvalues, so they
/// hold where a search over the plane cannot reach: for matrices far from normal.
///
/// **Formula**: let H solve `A H + H Aᵀ = −Q` with the smallest eigenvalue q of Q positive. For Re
/// s ≥ 0 then `σ_min(A − sI) ≥ r = q/(2‖H‖)`. Let further W solve `A W + W Aᵀ + B Bᵀ = E`. For Re s
/// = −x a unit vector w with `‖wᴴ[A − sI, B]‖ = σ` gives `2x·λ_min(W) ≤ 2σ‖W‖ + σ² + ‖E‖`; together
/// with `σ ≥ r − x`, because σ changes by no more than s, the worse of both at the best x is a
/// bound over the whole plane.
///
/// **Shapes**: A n × n, B n × m; the bounds have the unit of A. Nothing given is modified.
///
/// **Edge cases**: 0 where A is not stable, where a bound would not exceed rounding, and where W is
/// singular to rounding. NaN and infinity are refused.
///
/// **Tolerance**: both bounds are checked afterwards: Q and E are computed from the H and W that
/// were found, their rounding errors bounded by `c·n·u·‖A‖‖H‖` with c = 8, so an inaccurate
/// solution makes a bound small, not wrong. Not sharp: r may be a factor of the Lyapunov condition
/// below the stability radius, and the second bound a factor of the condition of W below the
/// distance.
///
/// **Algorithm**: Bartels–Stewart and Hammarling; the inequality for r is Van Loan's,
/// doi:10.1090/conm/047/828319. **Cost**: about 100 n³ for the first and 600 n³ for the second.
/// **Not for** an estimate: take the value that a search finds.
public final class LyapunovBound {
  private static final double ROUNDING_FACTOR = 8;
  private static final int BISECTIONS = 60;

  /// How far beyond the rightmost eigenvalue A is shifted, in units of ‖A‖.
  private static final double[] SHIFTS = {0.01, 0.1, 1};

  private LyapunovBound() {}

  /// A lower bound of `σ_min(A − sI)` over the closed right half-plane of a stable A, 0 if none.
  public static double ofStabilityRadius(DMatrixRMaj a) {
    int n = a.numRows;
    if (!(Lyapunov.continuous(a, CommonOps_DDRM.identity(n))
        instanceof MatrixEquationResult.Solved(DMatrixRMaj h, double _, double _))) {
      return 0;
    }
    double[] range = eigenvaluesOfSymmetric(h);
    double size = Math.max(Math.abs(range[0]), Math.abs(range[range.length - 1]));
    double rounding =
        ROUNDING_FACTOR * n * Precision.UNIT_ROUNDOFF * 2 * Products.frobenius(a) * size;
    double semidefinite = ROUNDING_FACTOR * n * Precision.UNIT_ROUNDOFF * size;
    if (!Double.isFinite(rounding) || range[0] <= semidefinite) {
      return 0;
    }
    DMatrixRMaj q = sumWithTranspose(Products.times(a, h));
    CommonOps_DDRM.changeSign(q);
    double smallest = eigenvaluesOfSymmetric(q)[0] - rounding;
    return smallest > 0 ? smallest / (2 * size) : 0;
  }

  /// A lower bound of `σ_min([A − sI, B])` over the whole plane, 0 if none. A is shifted to the
  /// left until it is stable, which does not move the minimum.
  public static double ofDistance(DMatrixRMaj a, DMatrixRMaj b) {
    double abscissa = Double.NEGATIVE_INFINITY;
    for (double real : Eigenvalues.of(a).real()) {
      abscissa = Math.max(abscissa, real);
    }
    double size = SpectralNorm.of(a);
    double best = abscissa < 0 ? ofStablePair(a, b) : 0;
    for (double step : SHIFTS) {
      DMatrixRMaj shifted = a.copy();
      for (int i = 0; i < a.numRows; i++) {
        shifted.add(i, i, -abscissa - step * size);
      }
      best = Math.max(best, ofStablePair(shifted, b));
    }
    return best;
  }

  private static double ofStablePair(DMatrixRMaj a, DMatrixRMaj b) {
    double radius = ofStabilityRadius(a);
    if (radius == 0
        || !(FactoredLyapunov.continuous(a)
            instanceof FactoredLyapunov.Result.Stable(FactoredLyapunov equations))) {
      return 0;
    }
    int n = a.numRows;
    DMatrixRMaj w = Products.gram(equations.factor(b));
    double[] range = eigenvaluesOfSymmetric(w);
    double largest = range[n - 1];
    double unit = ROUNDING_FACTOR * n * Precision.UNIT_ROUNDOFF;
    double smallest = range[0] - unit * largest;
    DMatrixRMaj residual = sumWithTranspose(Products.times(a, w));
    CommonOps_DDRM.addEquals(residual, Products.timesTransposed(b, b));
    double sizeOfB = Products.frobenius(b);
    double error =
        Products.frobenius(residual)
            + unit * (2 * Products.frobenius(a) * largest + sizeOfB * sizeOfB);
    if (!(smallest > 0) || !Double.isFinite(error)) {
      return 0;
    }
    double near = 0;
    double far = radius;
    for (int i = 0; i < BISECTIONS; i++) {
      double x = (near + far) / 2;
      if (fromGramian(x, smallest, largest, error) < radius - x) {
        near = x;
      } else {
        far = x;
      }
    }
    return Math.min(fromGramian(near, smallest, largest, error), radius - far);
  }

  /// The σ with `σ² + 2σ·largest = 2x·smallest − error`, without cancellation.
  private static double fromGramian(double x, double smallest, double largest, double error) {
    double excess = 2 * x * smallest - error;
    return excess > 0 ? excess / (Math.sqrt(largest * largest + excess) + largest) : 0;
  }

  /// In rising order; from the Schur form without balancing, so that the error is absolute, a few
  /// n·u times the norm.
  private static double[] eigenvaluesOfSymmetric(DMatrixRMaj x) {
    double[] values = RealSchur.of(x).eigenvaluesReal();
    Arrays.sort(values);
    return values;
  }

  private static DMatrixRMaj sumWithTranspose(DMatrixRMaj x) {
    return CommonOps_DDRM.add(x, Products.transpose(x), null);
  }
}
