package org.statescope.analysis.design;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.lti.Complex;

/// The Schwarz form of given poles, by Routh's continued fraction.
///
/// - Formula: with P_k the characteristic polynomial of the leading k rows and columns, p(s) = (s +
///   g) P_{N−1}(s) + f_{N−1}² P_{N−2}(s) and P_{k+1} = s P_k + f_k² P_{k−1}. P_k has only powers of
///   the parity of k, so g P_{N−1} is the other half of p, and division gives one f after the
///   other.
/// - Shapes: N poles or N + 1 coefficients from the constant to the leading 1; the result is f₁ …
///   f₍N₋₁₎, g.
/// - Edge cases: the form exists just for polynomials with all roots in the open left half-plane;
///   for others the result is empty (Routh's test).
/// - Tolerance: the divisions lose digits that grow with N, hence 120 decimals; the result is
///   rounded once.
/// - Algorithm: Schwarz, doi:10.1007/BF01600184. Cost: N² operations on long decimals.
public final class SchwarzCoefficients {
  private static final MathContext DIGITS = new MathContext(120);

  private SchwarzCoefficients() {}

  /// Of the real polynomial with these roots, complex ones in exact pairs.
  ///
  /// @throws IllegalArgumentException if a complex pole has no conjugate
  public static Optional<double[]> ofPoles(List<Complex> poles) {
    BigDecimal[] product = {BigDecimal.ONE};
    List<Complex> waiting = new ArrayList<>();
    for (Complex pole : poles) {
      BigDecimal real = new BigDecimal(pole.real());
      if (pole.isReal()) {
        product = times(product, real.negate(), BigDecimal.ONE);
      } else if (waiting.remove(pole.conjugate())) {
        BigDecimal imaginary = new BigDecimal(pole.imaginary());
        BigDecimal square = real.multiply(real).add(imaginary.multiply(imaginary));
        product = times(product, square, real.multiply(BigDecimal.TWO).negate(), BigDecimal.ONE);
      } else {
        waiting.add(pole);
      }
    }
    if (!waiting.isEmpty()) {
      throw new IllegalArgumentException(
          "The pole " + waiting.getFirst() + " is listed without its conjugate");
    }
    return ofPolynomial(product);
  }

  private static BigDecimal[] times(BigDecimal[] p, BigDecimal... factor) {
    BigDecimal[] product = new BigDecimal[p.length + factor.length - 1];
    Arrays.fill(product, BigDecimal.ZERO);
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < factor.length; j++) {
        product[i + j] = product[i + j].add(p[i].multiply(factor[j], DIGITS), DIGITS);
      }
    }
    return product;
  }

  /// Of a monic polynomial.
  ///
  /// @param p from the constant to the leading 1
  public static Optional<double[]> ofPolynomial(BigDecimal[] p) {
    int order = p.length - 1;
    double[] result = new double[order];
    BigDecimal g = p[order - 1];
    if (g.signum() <= 0) {
      return Optional.empty();
    }
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
      Arrays.fill(rest, BigDecimal.ZERO);
      for (int i = 0; i < k; i++) {
        rest[i] = high[i].subtract(i > 0 ? low[i - 1] : BigDecimal.ZERO);
      }
      BigDecimal square = rest[k - 1];
      if (square.signum() <= 0) {
        return Optional.empty();
      }
      result[k - 1] = Math.sqrt(square.doubleValue());
      for (int i = 0; i < k; i++) {
        rest[i] = rest[i].divide(square, DIGITS);
      }
      high = low;
      low = rest;
    }
    return Optional.of(result);
  }
}
