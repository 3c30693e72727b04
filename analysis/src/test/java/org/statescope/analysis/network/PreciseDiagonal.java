package org.statescope.analysis.network;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.statescope.analysis.lti.Discrete;

/// Gramians and Hankel singular values of a complex diagonal system in 150 decimal digits, by
/// nothing that the census does: the real Gramians entry by entry, plain Cholesky, Jacobi.
final class PreciseDiagonal {
  private static final MathContext DIGITS = new MathContext(150);
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-140");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final ComplexDiagonalBank bank;
  private final boolean discrete;
  private final int pairs;

  /// The first system of a bank.
  PreciseDiagonal(ComplexDiagonalBank bank) {
    this.bank = bank;
    pairs = bank.pairs();
    discrete = bank.timeDomain() instanceof Discrete;
  }

  /// In falling order.
  double[] hankelSingularValues() {
    BigDecimal[][] factor = cholesky(controllabilityGramian());
    BigDecimal[][] squares = times(times(transposed(factor), observabilityGramian()), factor);
    BigDecimal[] eigenvalues = eigenvalues(squares);
    double[] values = new double[eigenvalues.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = eigenvalues[i].max(BigDecimal.ZERO).sqrt(DIGITS).doubleValue();
    }
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double value = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = value;
    }
    return values;
  }

  BigDecimal[][] controllabilityGramian() {
    return gramian(bank.inputReal(), bank.inputImaginary(), BigDecimal.ONE);
  }

  /// The output reads 2 Re c h = (2 Re c, −2 Im c) (Re h, Im h): the dual system is driven through
  /// 2c̄ at the poles λ̄, so its state is the conjugate of one driven through 2c at λ, and moments
  /// that hold one imaginary part change their sign.
  BigDecimal[][] observabilityGramian() {
    BigDecimal[][] gramian = gramian(bank.outputReal(), bank.outputImaginary(), new BigDecimal(4));
    for (int i = 0; i < gramian.length; i++) {
      for (int j = 0; j < gramian.length; j++) {
        gramian[i][j] = (i + j) % 2 == 0 ? gramian[i][j] : gramian[i][j].negate();
      }
    }
    return gramian;
  }

  /// E Re hᵢ Re hⱼ and so on, from E hᵢh̄ⱼ = vᵢv̄ⱼ/Sᵢⱼ and E hᵢhⱼ = vᵢvⱼ/Sᵢⱼ̄.
  private BigDecimal[][] gramian(double[] re, double[] im, BigDecimal scale) {
    BigDecimal[][] gramian = new BigDecimal[2 * pairs][2 * pairs];
    for (int i = 0; i < pairs; i++) {
      for (int j = 0; j < pairs; j++) {
        BigDecimal[] across = moment(re, im, i, j, -1);
        BigDecimal[] along = moment(re, im, i, j, 1);
        BigDecimal half = HALF.multiply(scale);
        gramian[2 * i][2 * j] = across[0].add(along[0]).multiply(half, DIGITS);
        gramian[2 * i + 1][2 * j + 1] = across[0].subtract(along[0]).multiply(half, DIGITS);
        gramian[2 * i][2 * j + 1] = along[1].subtract(across[1]).multiply(half, DIGITS);
        gramian[2 * i + 1][2 * j] = across[1].add(along[1]).multiply(half, DIGITS);
      }
    }
    return gramian;
  }

  /// vᵢ v / S(λᵢ, λ) with v = vⱼ and λ = λⱼ, or their conjugates for sign −1.
  private BigDecimal[] moment(double[] re, double[] im, int i, int j, int sign) {
    BigDecimal[] first = {new BigDecimal(re[i]), new BigDecimal(im[i])};
    BigDecimal[] second = {new BigDecimal(re[j]), new BigDecimal(sign * im[j])};
    BigDecimal[] pole = {
      new BigDecimal(bank.polesReal()[i]), new BigDecimal(bank.polesImaginary()[i])
    };
    BigDecimal[] other = {
      new BigDecimal(bank.polesReal()[j]), new BigDecimal(sign * bank.polesImaginary()[j])
    };
    BigDecimal[] sum;
    if (discrete) {
      BigDecimal[] product = times(pole, other);
      sum = new BigDecimal[] {BigDecimal.ONE.subtract(product[0]), product[1].negate()};
    } else {
      sum = new BigDecimal[] {pole[0].add(other[0]).negate(), pole[1].add(other[1]).negate()};
    }
    BigDecimal squared = sum[0].multiply(sum[0]).add(sum[1].multiply(sum[1]));
    BigDecimal[] numerator =
        times(times(first, second), new BigDecimal[] {sum[0], sum[1].negate()});
    return new BigDecimal[] {
      numerator[0].divide(squared, DIGITS), numerator[1].divide(squared, DIGITS)
    };
  }

  private static BigDecimal[] times(BigDecimal[] x, BigDecimal[] y) {
    return new BigDecimal[] {
      x[0].multiply(y[0]).subtract(x[1].multiply(y[1])),
      x[0].multiply(y[1]).add(x[1].multiply(y[0]))
    };
  }

  /// ‖W‖‖W⁻¹‖, Frobenius.
  static double condition(BigDecimal[][] gramian) {
    BigDecimal direct = BigDecimal.ZERO;
    BigDecimal inverse = BigDecimal.ZERO;
    for (BigDecimal value : eigenvalues(gramian)) {
      BigDecimal reciprocal = BigDecimal.ONE.divide(value, DIGITS);
      direct = direct.add(value.multiply(value, DIGITS));
      inverse = inverse.add(reciprocal.multiply(reciprocal, DIGITS), DIGITS);
    }
    return direct.multiply(inverse).sqrt(DIGITS).doubleValue();
  }

  private static BigDecimal[][] cholesky(BigDecimal[][] gramian) {
    int n = gramian.length;
    BigDecimal[][] l = zeros(n);
    for (int j = 0; j < n; j++) {
      BigDecimal pivot = gramian[j][j].subtract(product(l[j], l[j], j));
      if (pivot.compareTo(NEGLIGIBLE.multiply(gramian[j][j])) <= 0) {
        continue;
      }
      l[j][j] = pivot.sqrt(DIGITS);
      for (int i = j + 1; i < n; i++) {
        l[i][j] = gramian[i][j].subtract(product(l[i], l[j], j)).divide(l[j][j], DIGITS);
      }
    }
    return l;
  }

  private static BigDecimal product(BigDecimal[] x, BigDecimal[] y, int length) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < length; k++) {
      sum = sum.add(x[k].multiply(y[k]), DIGITS);
    }
    return sum;
  }

  private static BigDecimal[] eigenvalues(BigDecimal[][] symmetric) {
    int n = symmetric.length;
    BigDecimal[][] m = times(symmetric, identity(n));
    boolean rotated = true;
    while (rotated) {
      rotated = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotated |= rotate(m, p, q);
        }
      }
    }
    BigDecimal[] values = new BigDecimal[n];
    for (int i = 0; i < n; i++) {
      values[i] = m[i][i];
    }
    return values;
  }

  private static boolean rotate(BigDecimal[][] m, int p, int q) {
    BigDecimal off = m[p][q];
    BigDecimal scale = m[p][p].multiply(m[q][q], DIGITS).abs();
    BigDecimal floor = m[0][0].abs().multiply(NEGLIGIBLE).pow(2);
    if (off.multiply(off).compareTo(scale.multiply(new BigDecimal("1e-60")).max(floor)) <= 0) {
      return false;
    }
    BigDecimal theta = m[q][q].subtract(m[p][p]).divide(off.multiply(new BigDecimal(2)), DIGITS);
    BigDecimal root = theta.multiply(theta).add(BigDecimal.ONE).sqrt(DIGITS);
    BigDecimal t = BigDecimal.ONE.divide(theta.abs().add(root), DIGITS);
    t = theta.signum() < 0 ? t.negate() : t;
    BigDecimal c = BigDecimal.ONE.divide(t.multiply(t).add(BigDecimal.ONE).sqrt(DIGITS), DIGITS);
    BigDecimal s = c.multiply(t, DIGITS);
    for (int k = 0; k < m.length; k++) {
      BigDecimal x = m[k][p];
      BigDecimal y = m[k][q];
      m[k][p] = c.multiply(x).subtract(s.multiply(y), DIGITS);
      m[k][q] = s.multiply(x).add(c.multiply(y), DIGITS);
    }
    for (int k = 0; k < m.length; k++) {
      BigDecimal x = m[p][k];
      BigDecimal y = m[q][k];
      m[p][k] = c.multiply(x).subtract(s.multiply(y), DIGITS);
      m[q][k] = s.multiply(x).add(c.multiply(y), DIGITS);
    }
    return true;
  }

  private static BigDecimal[][] times(BigDecimal[][] x, BigDecimal[][] y) {
    int n = x.length;
    BigDecimal[][] product = zeros(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          product[i][j] = product[i][j].add(x[i][k].multiply(y[k][j]), DIGITS);
        }
      }
    }
    return product;
  }

  private static BigDecimal[][] transposed(BigDecimal[][] x) {
    BigDecimal[][] transposed = zeros(x.length);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        transposed[j][i] = x[i][j];
      }
    }
    return transposed;
  }

  private static BigDecimal[][] identity(int n) {
    BigDecimal[][] identity = zeros(n);
    for (int i = 0; i < n; i++) {
      identity[i][i] = BigDecimal.ONE;
    }
    return identity;
  }

  private static BigDecimal[][] zeros(int n) {
    BigDecimal[][] zeros = new BigDecimal[n][n];
    for (BigDecimal[] row : zeros) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
    return zeros;
  }
}
