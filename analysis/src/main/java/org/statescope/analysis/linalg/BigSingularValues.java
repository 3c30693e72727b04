package org.statescope.analysis.linalg;

import java.math.BigDecimal;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Singular values and vectors with a hundred digits.
///
/// - Formula: P = U Σ Vᵀ.
/// - Shapes: P n×n, as many values; `left` and `right` n×k for the k values above [#RESOLUTION].
/// - Modified: nothing.
/// - Edge cases: values below the resolution are 0 and have no vectors; a zero matrix has none.
/// - Tolerance: values and vectors to about 10⁻⁹⁰(σ₁/σᵢ)^(3/2), relative: 10⁻⁴⁵ at the resolution.
/// - Algorithm: one-sided Jacobi rotations, doi:10.1137/0613074, started from the vectors that
///   doubles give, made orthogonal to all digits by Newton's iteration.
/// - Cost: about 4 n³ products of long numbers for each of some six sweeps.
///
/// @param values σ₁ ≥ σ₂ ≥ … ≥ 0, each rounded to a double
/// @param left the columns of U, each divided by √σᵢ
/// @param right the columns of V, each divided by √σᵢ
public record BigSingularValues(double[] values, BigMatrix left, BigMatrix right) {
  /// Relative to σ₁: below this a value of a product of factors is all rounding, because a factor
  /// keeps half the digits of its Gramian.
  public static final double RESOLUTION = 1e-30;

  private static final int NEWTON_STEPS = 4;
  private static final int MOST_SWEEPS = 60;

  /// Of the squared cosine between two columns that count as orthogonal.
  private static final BigDecimal ORTHOGONAL = new BigDecimal("1e-180");

  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-70");

  /// The decomposition of a square matrix, see the record.
  public static BigSingularValues of(BigMatrix p) {
    int n = p.columns();
    BigDecimal[][] columns = p.times(startingVectors(p)).transposed().entries();
    int sweeps = 0;
    while (sweep(columns)) {
      if (++sweeps == MOST_SWEEPS) {
        throw new ArithmeticException("The singular value iteration did not converge");
      }
    }
    Arrays.sort(columns, (x, y) -> dot(y, y).compareTo(dot(x, x)));
    double[] values = new double[n];
    int count = 0;
    BigDecimal[][] left = new BigDecimal[n][];
    BigDecimal[][] scaled = new BigDecimal[n][];
    for (int j = 0; j < n; j++) {
      BigDecimal sigma = dot(columns[j], columns[j]).sqrt(BigMatrix.DIGITS);
      values[j] = sigma.doubleValue();
      if (!(values[j] > RESOLUTION * values[0])) {
        values[j] = 0;
        continue;
      }
      BigDecimal root = sigma.sqrt(BigMatrix.DIGITS);
      BigDecimal cube = sigma.multiply(root, BigMatrix.DIGITS);
      left[count] = divided(columns[j], cube);
      // V = Pᵀ U Σ⁻¹, so that the rotations need not be collected.
      scaled[count] = divided(left[count], sigma);
      count++;
    }
    BigMatrix u = BigMatrix.ofRows(Arrays.copyOf(left, count), n).transposed();
    BigMatrix v = BigMatrix.ofRows(Arrays.copyOf(scaled, count), n).transposed();
    return new BigSingularValues(values, u, p.transposed().times(v));
  }

  /// V of the rounded matrix, orthogonal to all digits: V ← V (3 − VᵀV)/2.
  private static BigMatrix startingVectors(BigMatrix p) {
    DMatrixRMaj rounded = p.toDoubles();
    int n = rounded.numCols;
    double size = CommonOps_DDRM.elementMaxAbs(rounded);
    if (size > 0) {
      CommonOps_DDRM.divide(rounded, size);
    }
    var svd = DecompositionFactory_DDRM.svd(n, n, false, true, true);
    if (!svd.decompose(rounded)) {
      return BigMatrix.identity(n, 1);
    }
    DMatrixRMaj vectors = svd.getV(null, false);
    SingularOps_DDRM.descendingOrder(null, false, svd.getSingularValues(), n, vectors, false);
    BigMatrix v = BigMatrix.of(vectors);
    for (int k = 0; k < NEWTON_STEPS; k++) {
      BigMatrix half = BigMatrix.identity(n, 1.5).plus(-0.5, v.transposed().times(v));
      v = v.times(half);
    }
    return v;
  }

  /// Rotates every pair of columns once; whether any was not orthogonal.
  private static boolean sweep(BigDecimal[][] columns) {
    BigDecimal largest = BigDecimal.ZERO;
    for (BigDecimal[] column : columns) {
      largest = largest.max(dot(column, column));
    }
    BigDecimal negligible = largest.multiply(NEGLIGIBLE, BigMatrix.DIGITS);
    boolean rotated = false;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        rotated |= rotate(columns, i, j, negligible);
      }
    }
    return rotated;
  }

  private static boolean rotate(BigDecimal[][] columns, int i, int j, BigDecimal negligible) {
    var digits = BigMatrix.DIGITS;
    BigDecimal[] x = columns[i];
    BigDecimal[] y = columns[j];
    BigDecimal xx = dot(x, x);
    BigDecimal yy = dot(y, y);
    BigDecimal xy = dot(x, y);
    BigDecimal limit = xx.multiply(yy, digits).multiply(ORTHOGONAL, digits);
    if (xx.compareTo(negligible) <= 0
        || yy.compareTo(negligible) <= 0
        || xy.multiply(xy, digits).compareTo(limit) <= 0) {
      return false;
    }
    BigDecimal zeta = yy.subtract(xx, digits).divide(xy.add(xy), digits);
    BigDecimal root = BigDecimal.ONE.add(zeta.multiply(zeta, digits), digits).sqrt(digits);
    BigDecimal tangent = BigDecimal.ONE.divide(zeta.abs().add(root, digits), digits);
    if (zeta.signum() < 0) {
      tangent = tangent.negate();
    }
    BigDecimal secant = BigDecimal.ONE.add(tangent.multiply(tangent, digits), digits).sqrt(digits);
    BigDecimal cosine = BigDecimal.ONE.divide(secant, digits);
    BigDecimal sine = tangent.multiply(cosine, digits);
    columns[i] = combined(cosine, x, sine.negate(), y);
    columns[j] = combined(sine, x, cosine, y);
    return true;
  }

  private static BigDecimal[] combined(BigDecimal a, BigDecimal[] x, BigDecimal b, BigDecimal[] y) {
    BigDecimal[] sum = new BigDecimal[x.length];
    for (int k = 0; k < sum.length; k++) {
      BigDecimal first = a.multiply(x[k], BigMatrix.DIGITS);
      sum[k] = first.add(b.multiply(y[k], BigMatrix.DIGITS), BigMatrix.DIGITS);
    }
    return sum;
  }

  private static BigDecimal[] divided(BigDecimal[] x, BigDecimal divisor) {
    return Arrays.stream(x)
        .map(entry -> entry.divide(divisor, BigMatrix.DIGITS))
        .toArray(BigDecimal[]::new);
  }

  private static BigDecimal dot(BigDecimal[] x, BigDecimal[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < x.length; k++) {
      sum = sum.add(x[k].multiply(y[k], BigMatrix.DIGITS), BigMatrix.DIGITS);
    }
    return sum;
  }
}
