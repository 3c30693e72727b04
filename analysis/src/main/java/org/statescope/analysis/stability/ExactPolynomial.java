package org.statescope.analysis.stability;

import java.math.BigInteger;

/// Whether a polynomial with double coefficients is stable, in exact integer arithmetic.
final class ExactPolynomial {
  private static final int FRACTION_BITS = 52;

  private ExactPolynomial() {}

  /// Whether every root of `sⁿ + a₍ₙ₋₁₎sⁿ⁻¹ + … + a₀` has a negative real part: Hurwitz's
  /// determinants, by Bareiss's elimination, whose pivots they are. Hurwitz,
  /// doi:10.1007/BF01446812; Bareiss, doi:10.1090/S0025-5718-1968-0226829-0.
  static boolean isHurwitz(double[] coefficients) {
    return isHurwitz(integers(coefficients));
  }

  /// Whether every root of `zⁿ + a₍ₙ₋₁₎zⁿ⁻¹ + … + a₀` lies inside the unit circle: z = (1 + s)/(1 −
  /// s), then Hurwitz.
  static boolean isSchur(double[] coefficients) {
    BigInteger[] p = integers(coefficients);
    int n = coefficients.length;
    // Σ aᵢ (1 + s)ⁱ (1 − s)ⁿ⁻ⁱ
    BigInteger[] q = new BigInteger[n + 1];
    java.util.Arrays.fill(q, BigInteger.ZERO);
    for (int i = 0; i <= n; i++) {
      BigInteger[] term = {p[i]};
      for (int k = 0; k < n; k++) {
        term = timesLinear(term, k < i ? 1 : -1);
      }
      for (int k = 0; k <= n; k++) {
        q[k] = q[k].add(term[k]);
      }
    }
    return isHurwitz(q);
  }

  /// `p(s)·(1 + sign·s)`.
  private static BigInteger[] timesLinear(BigInteger[] p, int sign) {
    BigInteger[] product = new BigInteger[p.length + 1];
    for (int k = 0; k <= p.length; k++) {
      BigInteger low = k < p.length ? p[k] : BigInteger.ZERO;
      BigInteger high = k > 0 ? p[k - 1] : BigInteger.ZERO;
      product[k] = sign > 0 ? low.add(high) : low.subtract(high);
    }
    return product;
  }

  /// The coefficients and the leading 1, times one power of two that makes them integers.
  private static BigInteger[] integers(double[] coefficients) {
    int least = 0;
    for (double coefficient : coefficients) {
      if (coefficient != 0) {
        least = Math.min(least, exponent(coefficient));
      }
    }
    BigInteger[] integers = new BigInteger[coefficients.length + 1];
    for (int i = 0; i < coefficients.length; i++) {
      integers[i] = integer(coefficients[i], least);
    }
    integers[coefficients.length] = integer(1, least);
    return integers;
  }

  private static int exponent(double value) {
    return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - FRACTION_BITS;
  }

  private static BigInteger integer(double value, int least) {
    if (value == 0) {
      return BigInteger.ZERO;
    }
    int exponent = exponent(value);
    long mantissa = (long) Math.scalb(value, -exponent);
    return BigInteger.valueOf(mantissa).shiftLeft(exponent - least);
  }

  /// Coefficients from a₀ to aₙ.
  private static boolean isHurwitz(BigInteger[] a) {
    int n = a.length - 1;
    int sign = a[n].signum();
    if (sign == 0) {
      return false;
    }
    BigInteger[][] h = new BigInteger[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int index = n - (2 * (j + 1) - (i + 1));
        BigInteger entry = index >= 0 && index <= n ? a[index] : BigInteger.ZERO;
        h[i][j] = sign > 0 ? entry : entry.negate();
      }
    }
    BigInteger previous = BigInteger.ONE;
    for (int k = 0; k < n; k++) {
      if (h[k][k].signum() <= 0) {
        return false;
      }
      for (int i = k + 1; i < n; i++) {
        for (int j = k + 1; j < n; j++) {
          h[i][j] = h[i][j].multiply(h[k][k]).subtract(h[i][k].multiply(h[k][j])).divide(previous);
        }
      }
      previous = h[k][k];
    }
    return true;
  }
}
