package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.complex.PencilSensitivity;
import org.statescope.analysis.lti.Complex;

/// How far rounding may have moved the zeros of a square system with a regular system matrix.
///
/// - Formula: the radius of a circle around the zero on which `ε‖(P − sE)⁻¹‖ < 1`, so that no
///   change below ε = N·u·‖P‖ takes a zero across it; to first order κε with κ the zero's
///   condition, where that is far below the distance to the next zero. For zeros that were computed
///   without rounding, the circle on which the spectral radius of `N·u·|(P − sE)⁻¹||P|` is below 1,
///   which admits only what changes every stored number by its own last digits.
/// - Edge cases: unknown where every circle up to the size of the system matrix fails, and for
///   clusters in system matrices of more than 64 rows.
/// - Tolerance: the circle is looked at in sixteen points, so this is an estimate, not a bound; the
///   radius is about twice the least.
/// - Cost: for each zero two factorisations of N×N matrices; with circles some dozen.
final class ZeroSensitivity {
  /// The part of the distance to the next zero up to which the first order counts.
  private static final double FIRST_ORDER = 0.05;

  private static final int MOST_ROWS = 64;
  private static final int POINTS = 16;
  private static final double COARSE_STEP = 8;

  /// Below it the inverse has digits; nearer to 1 it may be the rounding of its elimination.
  private static final double ABOVE_NOISE = 0.01;

  /// At half the distance the inverse is twice as large or larger.
  private static final double LEAST_GROWTH = 1.5;

  private final PencilSensitivity sensitivity;
  private final int size;
  private final double relative;
  private final double norm;

  ZeroSensitivity(SystemPencil pencil) {
    sensitivity = new PencilSensitivity(pencil.p(), pencil.e());
    size = pencil.size();
    norm = Products.frobenius(pencil.p());
    relative = size * Precision.UNIT_ROUNDOFF;
  }

  /// κε for each zero, ∞ where another zero is too near for the first order to say anything.
  double[] firstOrder(List<Complex> zeros) {
    double[] moved = new double[zeros.size()];
    for (int i = 0; i < moved.length; i++) {
      Complex zero = zeros.get(i);
      moved[i] = relative * norm * sensitivity.condition(zero.real(), zero.imaginary());
      for (int j = 0; j < moved.length; j++) {
        if (j != i && moved[i] > FIRST_ORDER * zero.distanceTo(zeros.get(j))) {
          moved[i] = Double.POSITIVE_INFINITY;
        }
      }
    }
    return moved;
  }

  /// The uncertainties of zeros that were computed with rounding.
  ///
  /// @param firstOrder what [#firstOrder] gives for these zeros
  List<ZeroUncertainty> ofRounded(List<Complex> zeros, double[] firstOrder) {
    List<ZeroUncertainty> uncertainties = new ArrayList<>();
    for (int i = 0; i < firstOrder.length; i++) {
      Complex zero = zeros.get(i);
      if (firstOrder[i] < FIRST_ORDER * Math.max(zero.modulus(), norm)) {
        uncertainties.add(new ZeroUncertainty.Within(firstOrder[i]));
      } else if (size > MOST_ROWS) {
        uncertainties.add(
            new ZeroUncertainty.Unknown("zeros lie close together and the system is large"));
      } else {
        uncertainties.add(
            circle(zero, s -> relative * norm * sensitivity.inverseNorm(s.real(), s.imaginary())));
      }
    }
    return uncertainties;
  }

  /// The uncertainties of zeros that were computed without rounding.
  List<ZeroUncertainty> ofExact(List<Complex> zeros) {
    Map<Complex, ZeroUncertainty> known = new HashMap<>();
    List<ZeroUncertainty> uncertainties = new ArrayList<>();
    for (Complex zero : zeros) {
      uncertainties.add(
          known.computeIfAbsent(
              zero.imaginary() < 0 ? zero.conjugate() : zero,
              upper ->
                  circle(
                      upper, s -> relative * sensitivity.relativeReach(s.real(), s.imaginary()))));
    }
    return uncertainties;
  }

  private ZeroUncertainty circle(Complex zero, ToDoubleFunction<Complex> reach) {
    double smallest = Math.max(Math.ulp(zero.modulus()), Precision.UNIT_ROUNDOFF * norm);
    double largest = Math.max(zero.modulus(), norm);
    for (double radius = smallest; radius <= largest; radius *= COARSE_STEP) {
      double reached = largestOn(zero, radius, reach, ABOVE_NOISE);
      if (reached < ABOVE_NOISE) {
        return new ZeroUncertainty.Within(leastFree(zero, radius, reached, reach));
      }
    }
    return new ZeroUncertainty.Unknown("no digit of it is secured");
  }

  /// Halves the radius as long as the circle is free and the reach grows as it must: where it does
  /// not, the inverse has no digit left.
  private static double leastFree(
      Complex zero, double start, double startReach, ToDoubleFunction<Complex> reach) {
    double radius = start;
    double reached = startReach;
    while (radius / 2 > Math.ulp(zero.modulus())) {
      double next = largestOn(zero, radius / 2, reach, 1);
      if (!(next < 1 && next > LEAST_GROWTH * reached)) {
        return radius;
      }
      radius /= 2;
      reached = next;
    }
    return radius;
  }

  /// The largest value on a circle, or the first that is not below a limit; half the circle tells
  /// for a real centre.
  private static double largestOn(
      Complex centre, double radius, ToDoubleFunction<Complex> reach, double limit) {
    int points = centre.isReal() ? POINTS / 2 + 1 : POINTS;
    double largest = 0;
    for (int k = 0; k < points && largest < limit; k++) {
      Complex point = centre.plus(Complex.polar(radius, 2 * Math.PI * k / POINTS));
      largest = Math.max(largest, reach.applyAsDouble(point));
    }
    return largest;
  }
}
