package org.statescope.analysis.gramian;

import org.statescope.analysis.linalg.BigMatrix;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.StateSpace;

/// The H₂ norm: the root mean square of the output under white noise, or the energy of the impulse
/// response.
public final class H2Norm {
  private H2Norm() {}

  /// The norm, or why it is infinite.
  public sealed interface Result {
    /// A finite norm.
    ///
    /// @param value ‖G‖₂, never negative
    /// @param conditionEstimate the condition of the equation of the Gramian
    /// @param relativeError what rounding may have done to the value, relative to it: the condition
    ///   counts where it was computed in doubles and not where in a hundred digits
    record Finite(double value, double conditionEstimate, double relativeError) implements Result {}

    /// The norm is infinite.
    ///
    /// @param reason a sentence that names what makes it so
    record Infinite(String reason) implements Result {}
  }

  /// ‖G‖₂ = √tr(C W_c Cᵀ), and √(tr(C W_c Cᵀ) + tr(D Dᵀ)) in discrete time.
  ///
  /// - Shapes: any numbers of inputs and outputs; one number, the unit of an output over that of an
  ///   input, in continuous time over √s.
  /// - Modified: nothing.
  /// - Edge cases: infinite for a system that is not stable, and in continuous time for D ≠ 0.
  /// - Tolerance: n·2⁻⁵²·`conditionEstimate`, relative, or 2⁻⁵² where a hundred digits were used:
  ///   in small systems with a condition above 10⁶. As the length of C L the norm cannot come from
  ///   a negative trace.
  /// - Algorithm: the factor L of W_c by Hammarling's method, see [Gramians], or by doubling, see
  ///   [HankelSingularValues].
  /// - Cost: about 30 n³ operations; up to a second where a hundred digits are needed.
  public static Result of(StateSpace system) {
    double feedthrough = Products.frobenius(system.d());
    if (!system.isDiscrete() && feedthrough != 0) {
      return new Result.Infinite(
          "The feedthrough D is not zero, so white noise passes with infinite power");
    }
    return switch (Gramians.controllability(system)) {
      case GramianResult.Converged(Gramian gramian) -> {
        double condition = gramian.conditionEstimate();
        yield PreciseGramians.of(system, condition)
            .map(precise -> BigMatrix.of(system.c()).times(precise.controllability()).frobenius())
            .map(norm -> finite(norm, feedthrough, condition, Precision.EPSILON))
            .orElseGet(
                () ->
                    finite(
                        Products.frobenius(Products.times(system.c(), gramian.factor())),
                        feedthrough,
                        condition,
                        system.order() * Precision.EPSILON * Math.max(1, condition)));
      }
      case GramianResult.Unstable(String reason) -> new Result.Infinite(reason);
    };
  }

  private static Result finite(
      double norm, double feedthrough, double condition, double relativeError) {
    return new Result.Finite(Math.hypot(norm, feedthrough), condition, relativeError);
  }
}
