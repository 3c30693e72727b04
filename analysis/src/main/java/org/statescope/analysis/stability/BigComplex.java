package org.statescope.analysis.stability;

import java.math.BigInteger;
import org.statescope.analysis.lti.Complex;

/// A complex number (re + i·im)·2^exponent whose larger part keeps a given number of bits.
///
/// - Modified: nothing.
/// - Edge cases: zero has no binary order; [#isZero] comes before [#order] and [#over].
/// - Tolerance: each operation rounds to 2^−bits of the modulus, up to a few units.
/// - Cost: a product takes four products of integers of that many bits.
record BigComplex(BigInteger re, BigInteger im, long exponent, int bits) {
  private static final int DOUBLE_BITS = 60;
  private static final int LARGEST_SHIFT = 2000;

  static BigComplex of(BigInteger real, int bits) {
    return new BigComplex(real, BigInteger.ZERO, 0, bits).rounded();
  }

  /// value·2^exponent.
  static BigComplex of(Complex value, long exponent, int bits) {
    double size = Math.max(Math.abs(value.real()), Math.abs(value.imaginary()));
    int shift = size == 0 ? 0 : DOUBLE_BITS - Math.getExponent(size);
    BigInteger re = BigInteger.valueOf((long) Math.scalb(value.real(), shift));
    BigInteger im = BigInteger.valueOf((long) Math.scalb(value.imaginary(), shift));
    return new BigComplex(re, im, exponent - shift, bits);
  }

  BigComplex plus(BigComplex other) {
    if (isZero() || other.isZero()) {
      return isZero() ? other : this;
    }
    if (Math.abs(order() - other.order()) > bits + 2) {
      return order() > other.order() ? this : other;
    }
    long least = Math.min(exponent, other.exponent);
    int own = Math.toIntExact(exponent - least);
    int others = Math.toIntExact(other.exponent - least);
    return new BigComplex(
            re.shiftLeft(own).add(other.re.shiftLeft(others)),
            im.shiftLeft(own).add(other.im.shiftLeft(others)),
            least,
            bits)
        .rounded();
  }

  BigComplex minus(BigComplex other) {
    return plus(new BigComplex(other.re.negate(), other.im.negate(), other.exponent, bits));
  }

  BigComplex times(BigComplex other) {
    return new BigComplex(
            re.multiply(other.re).subtract(im.multiply(other.im)),
            re.multiply(other.im).add(im.multiply(other.re)),
            exponent + other.exponent,
            bits)
        .rounded();
  }

  boolean isZero() {
    return re.signum() == 0 && im.signum() == 0;
  }

  /// The power of two just above the larger part.
  long order() {
    return exponent + length();
  }

  /// This over 2^[#order], as doubles.
  Complex mantissa() {
    int drop = length() - DOUBLE_BITS;
    BigInteger x = drop > 0 ? re.shiftRight(drop) : re;
    BigInteger y = drop > 0 ? im.shiftRight(drop) : im;
    int scale = drop > 0 ? -DOUBLE_BITS : -length();
    return new Complex(Math.scalb(x.doubleValue(), scale), Math.scalb(y.doubleValue(), scale));
  }

  /// The quotient rounded to doubles; it may overflow or vanish.
  Complex over(BigComplex other) {
    Complex quotient = mantissa().dividedBy(other.mantissa());
    return shifted(quotient, order() - other.order());
  }

  /// This times 2^power, rounded to doubles.
  Complex toDoubles(long power) {
    return isZero() ? Complex.ZERO : shifted(mantissa(), order() + power);
  }

  private static Complex shifted(Complex value, long power) {
    int shift = (int) Math.clamp(power, -LARGEST_SHIFT, LARGEST_SHIFT);
    return new Complex(Math.scalb(value.real(), shift), Math.scalb(value.imaginary(), shift));
  }

  private int length() {
    return Math.max(re.bitLength(), im.bitLength());
  }

  private BigComplex rounded() {
    int drop = length() - bits;
    return drop <= 0
        ? this
        : new BigComplex(re.shiftRight(drop), im.shiftRight(drop), exponent + drop, bits);
  }
}
