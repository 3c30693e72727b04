package org.statescope.analysis.gramian;

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
    /// @param conditionEstimate the condition of the Gramian that it was computed from
    record Finite(double value, double conditionEstimate) implements Result {}

    /// The norm is infinite.
    ///
    /// @param reason a sentence that names what makes it so
    record Infinite(String reason) implements Result {}
  }

  /// ‖G‖₂ = √tr(C W_c Cᵀ), and √(tr(C W_c Cᵀ) + tr(D Dᵀ)) in discrete time.
  ///
  /// - Modified: nothing.
  /// - Edge cases: infinite for a system that is not stable, and in continuous time for D ≠ 0.
  /// - Tolerance: half of `conditionEstimate · 2⁻⁵³`, relative; as the length of C L it cannot come
  ///   from a negative trace.
  /// - Algorithm: the factor L of W_c by Hammarling's method, see [Gramians].
  /// - Cost: about 30 n³ operations.
  public static Result of(StateSpace system) {
    double feedthrough = Products.frobenius(system.d());
    if (!system.isDiscrete() && feedthrough != 0) {
      return new Result.Infinite(
          "The feedthrough D is not zero, so white noise passes with infinite power");
    }
    return switch (Gramians.controllability(system)) {
      case GramianResult.Converged(Gramian gramian) ->
          new Result.Finite(
              Math.hypot(
                  Products.frobenius(Products.times(system.c(), gramian.factor())), feedthrough),
              gramian.conditionEstimate());
      case GramianResult.Unstable(String reason) -> new Result.Infinite(reason);
    };
  }
}
