package org.statescope.analysis.golden;

import java.util.List;
import org.statescope.analysis.lti.Complex;
import tools.jackson.databind.JsonNode;

/// The tolerances that the README of the reference folder states, field by field.
public final class Tolerance {
  /// u of the README.
  public static final double UNIT_ROUNDOFF = 2.2e-16;

  /// Above it Gramians and solutions of Lyapunov equations are judged by their residual only.
  public static final double HOPELESS_CONDITION = 1e13;

  private static final double ILL_CONDITION = 1e10;
  private static final double ROUNDING = 1e-14;
  private static final double HUNDRED_DIGITS_LEFT = 1e-30;
  private static final double CLUSTER = 1e-3;
  private static final List<String> HARD_TAGS = List.of("stiff", "non-normal");

  private Tolerance() {}

  /// cond.lyapunov, 1 where the system is not stable.
  public static double condition(GoldenSystem golden) {
    return golden.number("cond", "lyapunov").orElse(1.0);
  }

  public static boolean isHopeless(GoldenSystem golden) {
    return condition(golden) > HOPELESS_CONDITION;
  }

  public static double pole(GoldenSystem golden, Complex pole) {
    double condition = golden.number("cond", "eigenvector_matrix_double").orElseThrow();
    int multiplicity = multiplicity(golden.poles(), pole, CLUSTER * golden.norm());
    boolean defective = hasTag(golden, "defective") && multiplicity > 1;
    return golden.norm()
        * (defective ? Math.pow(ROUNDING, 1.0 / multiplicity) : Math.min(1e-12 * condition, 1e-3));
  }

  /// Relative, Frobenius.
  public static double gramian(GoldenSystem golden) {
    return Math.max(1e-12, 100 * UNIT_ROUNDOFF * golden.system().order() * condition(golden));
  }

  public static double h2Norm(GoldenSystem golden) {
    return Math.max(1e-12, 100 * UNIT_ROUNDOFF * condition(golden));
  }

  /// Of the error of a balanced truncation, absolute. Below what a hundred digits leave of the
  /// largest Hankel value, an error is rounding, here as in the references.
  public static double truncation(double expected, double largestHankelValue) {
    double rounding = HUNDRED_DIGITS_LEFT * largestHankelValue;
    return expected < rounding ? rounding : 1e-6 * expected;
  }

  public static double hInfinityNorm(GoldenSystem golden) {
    return condition(golden) > ILL_CONDITION ? 1e-6 : 1e-9;
  }

  /// Of a stability radius or Hautus value, absolute.
  public static double singularValue(GoldenSystem golden, double expected) {
    return 1e-13 * golden.norm() + 1e-8 * expected;
  }

  /// Of responses and discretisations, relative to the largest entry.
  public static double response(GoldenSystem golden) {
    return HARD_TAGS.stream().anyMatch(tag -> hasTag(golden, tag)) ? 1e-9 : 1e-11;
  }

  /// Absolute. A zero at the origin has no size of its own and is measured by the norm of A.
  public static double zero(List<Complex> zeros, Complex zero, double norm) {
    boolean atOrigin = zero.modulus() == 0;
    double size = atOrigin ? norm : zero.modulus();
    int multiplicity = multiplicity(zeros, zero, atOrigin ? 0 : CLUSTER * size);
    if (multiplicity > 1) {
      return size * Math.pow(ROUNDING, 1.0 / multiplicity);
    }
    return size * (atOrigin ? 1e-13 : 1e-8);
  }

  private static int multiplicity(List<Complex> values, Complex value, double radius) {
    return (int) values.stream().filter(other -> other.distanceTo(value) <= radius).count();
  }

  private static boolean hasTag(GoldenSystem golden, String wanted) {
    for (JsonNode tag : golden.field("tags").orElseThrow()) {
      if (tag.asString().equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
