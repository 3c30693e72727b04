package org.statescope.training.model;

import java.math.BigDecimal;
import java.math.MathContext;
import org.statescope.analysis.design.SchwarzCoefficients;
import org.statescope.training.tensor.HurwitzPolynomial;

/// The Schwarz form of the poles that a [HurwitzPolynomial] gives, by [SchwarzCoefficients].
final class SchwarzStart {
  private static final MathContext DIGITS = new MathContext(120);

  private SchwarzStart() {}

  /// f_1 … f_{N−1}, g for the poles of a [HurwitzPolynomial] with these factors.
  static double[] ofPoles(double[] factors) {
    return SchwarzCoefficients.ofPolynomial(polynomial(factors))
        .orElseThrow(() -> new IllegalStateException("the factors have a root that is not stable"));
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
