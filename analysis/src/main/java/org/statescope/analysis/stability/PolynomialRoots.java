package org.statescope.analysis.stability;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.lti.Complex;

/// The roots of a polynomial with integer coefficients, each to the precision of doubles however
/// close together they lie.
///
/// - Formula: the t with a₀ + a₁t + … + aₙtⁿ = 0, as often as their multiplicity, times a power of
///   two.
/// - Modified: nothing.
/// - Edge cases: a constant has no roots; the polynomial that vanishes is refused; roots at the
///   origin come out exactly. Empty where the iteration does not come to rest or its roots do not
///   fit together.
/// - Tolerance: every value has a root within n|p/p′| ≤ 2⁻⁶⁰ of its modulus, before it is rounded;
///   there is no double whose last digits are not those of a root. A value nearer to the real axis
///   than 2⁻⁵⁵ of its modulus is taken to be real.
/// - Algorithm: Aberth's iteration (doi:10.1090/S0025-5718-1973-0329236-7) in numbers of 80 n + 200
///   bits, which leaves 80 bits for a root of multiplicity n; it starts on the circles that
///   Newton's polygon gives (Bini, doi:10.1007/BF02207694).
/// - Cost: n² products of long numbers in each of some dozen steps: 0.1 s at n = 12. Around a root
///   of multiplicity k the distance shrinks by (k − 1)/(k + 1) each step.
/// - Not for: coefficients that are themselves rounded.
final class PolynomialRoots {
  private static final int BITS_A_ROOT = 80;
  private static final int MORE_BITS = 200;
  private static final int MOST_STEPS = 2000;
  private static final double SETTLED = 0x1p-60;

  /// Relative: an imaginary part below it is what is left of a real root.
  private static final double ON_AXIS = 0x1p-55;

  private static final double WORST_PRODUCT = 1e-6;

  /// Turns the starting points away from the symmetry of the roots.
  private static final double TURN = 0.7;

  private final BigInteger[] coefficients;
  private final BigComplex[] rounded;
  private final int degree;
  private final int bits;
  private final BigComplex[] roots;

  private PolynomialRoots(BigInteger[] coefficients) {
    this.coefficients = coefficients;
    degree = coefficients.length - 1;
    bits = BITS_A_ROOT * degree + MORE_BITS;
    rounded = new BigComplex[degree + 1];
    for (int i = 0; i <= degree; i++) {
      rounded[i] = BigComplex.of(coefficients[i], bits);
    }
    roots = new BigComplex[degree];
  }

  /// The roots times 2^power, sorted by real, then imaginary part.
  ///
  /// @param coefficients from the constant term up, not all zero
  static Optional<List<Complex>> of(BigInteger[] coefficients, int power) {
    int last = coefficients.length - 1;
    while (last >= 0 && coefficients[last].signum() == 0) {
      last--;
    }
    if (last < 0) {
      throw new IllegalArgumentException("The polynomial vanishes, so every number is a root");
    }
    int first = 0;
    while (coefficients[first].signum() == 0) {
      first++;
    }
    List<Complex> roots = new ArrayList<>();
    for (int i = 0; i < first; i++) {
      roots.add(Complex.ZERO);
    }
    var polynomial =
        new PolynomialRoots(java.util.Arrays.copyOfRange(coefficients, first, last + 1));
    if (!polynomial.iterate() || !polynomial.fitsTogether()) {
      return Optional.empty();
    }
    for (BigComplex root : polynomial.roots) {
      roots.add(polynomial.onAxis(root).toDoubles(power));
    }
    roots.sort(Complex.BY_REAL_THEN_IMAGINARY);
    return Optional.of(roots);
  }

  private boolean iterate() {
    start();
    boolean[] settled = new boolean[degree];
    int open = degree;
    for (int step = 0; step < MOST_STEPS && open > 0; step++) {
      for (int i = 0; i < degree; i++) {
        if (!settled[i] && !improve(i)) {
          settled[i] = true;
          open--;
        }
      }
    }
    return open == 0;
  }

  /// Whether the root had to be moved.
  private boolean improve(int i) {
    BigComplex z = roots[i];
    BigComplex value = rounded[degree];
    BigComplex slope = BigComplex.of(BigInteger.ZERO, bits);
    for (int k = degree - 1; k >= 0; k--) {
      slope = slope.times(z).plus(value);
      value = value.times(z).plus(rounded[k]);
    }
    if (value.isZero()) {
      return false;
    }
    if (slope.isZero()) {
      roots[i] = z.plus(BigComplex.of(z.mantissa().times(TURN), z.order(), bits));
      return true;
    }
    // Newton's correction is newton · 2^order
    Complex newton = value.mantissa().dividedBy(slope.mantissa());
    long order = value.order() - slope.order();
    BigComplex correction = BigComplex.of(newton, order, bits);
    if (degree * correction.over(z).modulus() <= SETTLED) {
      return false;
    }
    Complex repulsion = Complex.ZERO;
    for (int j = 0; j < degree; j++) {
      BigComplex difference = z.minus(roots[j]);
      if (j != i && !difference.isZero()) {
        repulsion = repulsion.plus(correction.over(difference));
      }
    }
    Complex moved = newton.dividedBy(Complex.ONE.minus(repulsion));
    roots[i] = z.minus(BigComplex.of(moved.isFinite() ? moved : newton, order, bits));
    return true;
  }

  /// Points on a circle for each edge of the upper convex hull of (i, log₂|aᵢ|).
  private void start() {
    int from = 0;
    int found = 0;
    while (from < degree) {
      int to = from;
      double steepest = Double.NEGATIVE_INFINITY;
      for (int k = from + 1; k <= degree; k++) {
        double slope = (logarithm(coefficients[k]) - logarithm(coefficients[from])) / (k - from);
        if (slope >= steepest) {
          steepest = slope;
          to = k;
        }
      }
      long order = (long) Math.floor(-steepest);
      double modulus = Math.pow(2, -steepest - order);
      for (int k = from; k < to; k++) {
        double angle = 2 * Math.PI * (k - from) / (to - from) + TURN * (1 + from);
        roots[found++] = BigComplex.of(Complex.polar(modulus, angle), order, bits);
      }
      from = to;
    }
  }

  /// Whether as many roots lie above as below the real axis, and their product is a₀/aₙ.
  private boolean fitsTogether() {
    int above = 0;
    double product = 0;
    for (BigComplex root : roots) {
      if (root.isZero()) {
        return false;
      }
      above += onAxis(root).im().signum();
      product += Math.log(root.mantissa().modulus()) / Math.log(2) + root.order();
    }
    double expected = logarithm(coefficients[0]) - logarithm(coefficients[degree]);
    return above == 0
        && Math.abs(product - expected) <= WORST_PRODUCT * Math.max(1, Math.abs(expected));
  }

  private BigComplex onAxis(BigComplex root) {
    Complex value = root.mantissa();
    return Math.abs(value.imaginary()) <= ON_AXIS * Math.abs(value.real())
        ? new BigComplex(root.re(), BigInteger.ZERO, root.exponent(), bits)
        : root;
  }

  private static double logarithm(BigInteger value) {
    if (value.signum() == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    BigInteger size = value.abs();
    int drop = Math.max(0, size.bitLength() - Double.MAX_EXPONENT);
    return Math.log(size.shiftRight(drop).doubleValue()) / Math.log(2) + drop;
  }
}
