package org.statescope.analysis.structure;

import java.math.BigInteger;
import java.util.Random;

/// Arithmetic modulo a random prime of 61 bits, in Montgomery's form; a finite double becomes an
/// element without rounding, because powers of two are invertible.
///
/// Montgomery, Modular multiplication without trial division,
/// doi:10.1090/S0025-5718-1985-0777282-X.
final class PrimeField {
  private static final int BITS = 61;

  /// Primes between 2⁶⁰ and 2⁶¹, from the prime number theorem, rounded down.
  static final double PRIMES = 2.5e16;

  private final long prime;
  private final long negatedInverse;
  private final long one;
  private final long squaredRadix;
  private final long half;

  PrimeField(long seed) {
    BigInteger p = BigInteger.probablePrime(BITS, new Random(seed));
    prime = p.longValueExact();
    long inverse = prime;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - prime * inverse;
    }
    negatedInverse = -inverse;
    BigInteger radix = BigInteger.ONE.shiftLeft(64);
    one = radix.mod(p).longValueExact();
    squaredRadix = radix.multiply(radix).mod(p).longValueExact();
    half = times(BigInteger.TWO.modInverse(p).longValueExact(), squaredRadix);
  }

  long one() {
    return one;
  }

  long times(long x, long y) {
    long low = x * y;
    long high = Math.unsignedMultiplyHigh(x, y);
    long q = low * negatedInverse;
    long carry = low != 0 ? 1 : 0;
    long sum = high + Math.unsignedMultiplyHigh(q, prime) + carry;
    return sum >= prime ? sum - prime : sum;
  }

  long plus(long x, long y) {
    long sum = x + y;
    return sum >= prime ? sum - prime : sum;
  }

  long minus(long x, long y) {
    long difference = x - y;
    return difference < 0 ? difference + prime : difference;
  }

  long power(long x, long exponent) {
    long result = one;
    long factor = x;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = times(result, factor);
      }
      factor = times(factor, factor);
    }
    return result;
  }

  long inverse(long x) {
    return power(x, prime - 2);
  }

  /// The element of a finite double, exactly.
  long element(double value) {
    if (value == 0) {
      return 0;
    }
    int exponent = Math.getExponent(value);
    long bits = Double.doubleToRawLongBits(value) & 0x000f_ffff_ffff_ffffL;
    if (exponent < Double.MIN_EXPONENT) {
      exponent = Double.MIN_EXPONENT;
    } else {
      bits |= 0x0010_0000_0000_0000L;
    }
    int shift = exponent - 52;
    long two = plus(one, one);
    long scale = shift >= 0 ? power(two, shift) : power(half, -shift);
    long element = times(times(bits, squaredRadix), scale);
    return value < 0 ? minus(0, element) : element;
  }
}
