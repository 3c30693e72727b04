package org.statescope.training.tensor;

import java.util.Arrays;

/// The monic polynomial ∏(s² + 2ζωs + ω²), times (s + σ) for an odd order, and its derivatives.
///
/// `factors` holds, for each quadratic factor, the parameters of ζ and ω, and for an odd order that
/// of σ last, each mapped by [#positive]. ζ, ω and σ are therefore at least [#SMALLEST], also where
/// the arithmetic would round softplus to 0, and every root has a negative real part.
///
/// The gradient of a factor is the product of the upstream gradient with the polynomial of all
/// *other* factors, which is built anew for each factor: O(N³) for N ≤ 100, once per step and
/// layer. Dividing the factor out would be O(N²) but loses digits for small roots. One instance
/// allocates nothing after its construction.
public final class HurwitzPolynomial {
  /// Added to softplus, which vanishes in float32 for arguments below −104.
  public static final double SMALLEST = 1e-6;

  private static final double LINEAR_ABOVE = 30;

  private final int order;
  private final double[] factors;
  private final double[] product;
  private final double[] others;

  public HurwitzPolynomial(int order) {
    this.order = order;
    factors = new double[order];
    product = new double[order + 1];
    others = new double[order + 1];
  }

  /// Multiplies the factors out.
  public void expand(double[] newFactors) {
    System.arraycopy(newFactors, 0, factors, 0, order);
    multiplyAllBut(-1, product);
  }

  /// The coefficient of s^power, for power < order; the leading one is 1.
  public double coefficient(int power) {
    return product[power];
  }

  /// The gradient with respect to the factors of the latest [#expand], written to
  /// `factorGradients`.
  ///
  /// @param upstream gradient with respect to coefficients 0 … order − 1
  public void backward(double[] upstream, double[] factorGradients) {
    for (int factor = 0; factor < order; factor += 2) {
      multiplyAllBut(factor, others);
      double constant = 0;
      double linear = 0;
      for (int power = 0; power < order; power++) {
        constant += upstream[power] * others[power];
        linear += power == 0 ? 0 : upstream[power] * others[power - 1];
      }
      if (factor + 1 == order) {
        factorGradients[factor] = constant * sigmoid(factors[factor]);
      } else {
        double damping = positive(factors[factor]);
        double frequency = positive(factors[factor + 1]);
        factorGradients[factor] = linear * 2 * frequency * sigmoid(factors[factor]);
        factorGradients[factor + 1] =
            (linear * 2 * damping + constant * 2 * frequency) * sigmoid(factors[factor + 1]);
      }
    }
  }

  /// log(1 + e^x).
  public static double softplus(double x) {
    return x > LINEAR_ABOVE ? x + Math.exp(-x) : Math.log1p(Math.exp(x));
  }

  /// softplus(x) + [#SMALLEST].
  public static double positive(double x) {
    return softplus(x) + SMALLEST;
  }

  /// The x with positive(x) = y.
  ///
  /// @throws IllegalArgumentException unless y > [#SMALLEST]
  public static double inversePositive(double y) {
    return inverseSoftplus(y - SMALLEST);
  }

  /// The slope of softplus.
  public static double positiveSlope(double x) {
    return sigmoid(x);
  }

  /// The x > −∞ with softplus(x) = y.
  ///
  /// @throws IllegalArgumentException unless y > 0
  public static double inverseSoftplus(double y) {
    if (!(y > 0)) {
      throw new IllegalArgumentException("softplus never takes the value %s".formatted(y));
    }
    return y + Math.log(-Math.expm1(-y));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private void multiplyAllBut(int skipped, double[] into) {
    Arrays.fill(into, 0);
    into[0] = 1;
    int degree = 0;
    for (int factor = 0; factor < order; factor += 2) {
      if (factor == skipped) {
        continue;
      }
      if (factor + 1 == order) {
        double root = positive(factors[factor]);
        for (int power = degree + 1; power >= 0; power--) {
          into[power] = root * into[power] + (power > 0 ? into[power - 1] : 0);
        }
        degree += 1;
      } else {
        double frequency = positive(factors[factor + 1]);
        double linear = 2 * positive(factors[factor]) * frequency;
        for (int power = degree + 2; power >= 0; power--) {
          into[power] =
              frequency * frequency * into[power]
                  + (power > 0 ? linear * into[power - 1] : 0)
                  + (power > 1 ? into[power - 2] : 0);
        }
        degree += 2;
      }
    }
  }
}
