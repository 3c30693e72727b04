package org.statescope.training.model;

import java.math.BigDecimal;
import java.math.MathContext;
import org.statescope.training.tensor.HurwitzPolynomial;

/// The Schwarz form of given poles, by Routh's continued fraction.
///
/// With P_k the characteristic polynomial of the leading k rows and columns, p(s) = (s + g)
/// P_{N−1}(s) + f_{N−1}² P_{N−2}(s) and P_{k+1} = s P_k + f_k² P_{k−1}. P_k has only powers of the
/// parity of k, so g P_{N−1} is the other half of p, and division gives one f after the other. The
/// divisions lose digits that grow with N, hence the long decimals.
final class SchwarzStart {
  private static final MathContext DIGITS = new MathContext(120);

  private SchwarzStart() {}

  /// f_1 … f_{N−1}, g for the poles of a [HurwitzPolynomial] with these factors.
  static double[] ofPoles(double[] factors) {
    int order = factors.length;
    BigDecimal[] p = polynomial(factors);
    double[] result = new double[order];
    BigDecimal g = p[order - 1];
    result[order - 1] = g.doubleValue();
    BigDecimal[] high = new BigDecimal[order + 1];
    BigDecimal[] low = new BigDecimal[order + 1];
    for (int k = 0; k <= order; k++) {
      boolean same = (order - k) % 2 == 0;
      high[k] = same ? p[k] : BigDecimal.ZERO;
      low[k] = same ? BigDecimal.ZERO : p[k].divide(g, DIGITS);
    }
    for (int k = order - 1; k > 0; k--) {
      BigDecimal[] rest = new BigDecimal[order + 1];
      for (int i = 0; i <= order; i++) {
        rest[i] = i < k ? high[i].subtract(i > 0 ? low[i - 1] : BigDecimal.ZERO) : BigDecimal.ZERO;
      }
      BigDecimal square = rest[k - 1];
      result[k - 1] = Math.sqrt(square.doubleValue());
      for (int i = 0; i < k; i++) {
        rest[i] = rest[i].divide(square, DIGITS);
      }
      high = low;
      low = rest;
    }
    return result;
  }

  private static BigDecimal[] polynomial(double[] factors) {
    int order = factors.length;
    BigDecimal[] product = new BigDecimal[order + 1];
    java.util.Arrays.fill(product, BigDecimal.ZERO);
    product[0] = BigDecimal.ONE;
    int degree = 0;
    for (int factor = 0; factor < order; factor += 2) {
      boolean single = factor + 1 == order;
      double first = HurwitzPolynomial.positive(factors[factor]);
      double frequency = single ? 0 : HurwitzPolynomial.positive(factors[factor + 1]);
      BigDecimal constant = BigDecimal.valueOf(single ? first : frequency * frequency);
      BigDecimal linear = single ? BigDecimal.ONE : BigDecimal.valueOf(2 * first * frequency);
      degree += single ? 1 : 2;
      for (int power = degree; power >= 0; power--) {
        BigDecimal sum = constant.multiply(product[power], DIGITS);
        if (power > 0) {
          sum = sum.add(linear.multiply(product[power - 1], DIGITS));
        }
        if (power > 1 && !single) {
          sum = sum.add(product[power - 2]);
        }
        product[power] = sum.round(DIGITS);
      }
    }
    return product;
  }
}
