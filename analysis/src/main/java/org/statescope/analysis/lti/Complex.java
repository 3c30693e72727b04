package org.statescope.analysis.lti;

import java.util.Comparator;

/// A complex number in double precision.
///
/// @param real the real part
/// @param imaginary the imaginary part
public record Complex(double real, double imaginary) {
  public static final Complex ZERO = new Complex(0, 0);
  public static final Complex ONE = new Complex(1, 0);

  /// Orders by real part, then by imaginary part: the order in which poles are listed.
  public static final Comparator<Complex> BY_REAL_THEN_IMAGINARY =
      Comparator.comparingDouble((Complex value) -> value.real())
          .thenComparingDouble(Complex::imaginary);

  /// A real number as a complex one.
  public static Complex real(double value) {
    return new Complex(value, 0);
  }

  /// modulus·e^{i·argument}, the argument in radians.
  public static Complex polar(double modulus, double argument) {
    return new Complex(modulus * Math.cos(argument), modulus * Math.sin(argument));
  }

  /// |z|, without overflow on the way.
  public double modulus() {
    return Math.hypot(real, imaginary);
  }

  /// The angle in radians, in (−π, π].
  public double argument() {
    return Math.atan2(imaginary, real);
  }

  /// Whether the imaginary part is exactly zero.
  public boolean isReal() {
    return imaginary == 0;
  }

  /// Whether both parts are finite.
  public boolean isFinite() {
    return Double.isFinite(real) && Double.isFinite(imaginary);
  }

  /// The mirror image in the real axis.
  public Complex conjugate() {
    return new Complex(real, -imaginary);
  }

  /// −z.
  public Complex negate() {
    return new Complex(-real, -imaginary);
  }

  /// The sum.
  public Complex plus(Complex other) {
    return new Complex(real + other.real, imaginary + other.imaginary);
  }

  /// The difference.
  public Complex minus(Complex other) {
    return new Complex(real - other.real, imaginary - other.imaginary);
  }

  /// The product, by the schoolbook formula: parts may cancel.
  public Complex times(Complex other) {
    return new Complex(
        real * other.real - imaginary * other.imaginary,
        real * other.imaginary + imaginary * other.real);
  }

  /// The multiple.
  public Complex times(double factor) {
    return new Complex(real * factor, imaginary * factor);
  }

  /// The quotient by Smith's method, which does not overflow where the quotient itself does not.
  /// Division by zero gives infinite or NaN parts, as for doubles.
  public Complex dividedBy(Complex other) {
    if (Math.abs(other.real) >= Math.abs(other.imaginary)) {
      double ratio = other.imaginary / other.real;
      double denominator = other.real + other.imaginary * ratio;
      return new Complex(
          (real + imaginary * ratio) / denominator, (imaginary - real * ratio) / denominator);
    }
    double ratio = other.real / other.imaginary;
    double denominator = other.real * ratio + other.imaginary;
    return new Complex(
        (real * ratio + imaginary) / denominator, (imaginary * ratio - real) / denominator);
  }

  /// 1/z, see [#dividedBy].
  public Complex reciprocal() {
    return ONE.dividedBy(this);
  }

  /// eᶻ.
  public Complex exp() {
    return polar(Math.exp(real), imaginary);
  }

  /// The principal logarithm; the real part is −∞ at zero.
  public Complex log() {
    return new Complex(Math.log(modulus()), argument());
  }

  /// The principal square root, with non-negative real part.
  public Complex sqrt() {
    if (real == 0 && imaginary == 0) {
      return ZERO;
    }
    double t = Math.sqrt((Math.abs(real) + modulus()) / 2);
    if (real >= 0) {
      return new Complex(t, imaginary / (2 * t));
    }
    return new Complex(Math.abs(imaginary) / (2 * t), Math.copySign(t, imaginary));
  }

  /// |z − w|.
  public double distanceTo(Complex other) {
    return Math.hypot(real - other.real, imaginary - other.imaginary);
  }
}
