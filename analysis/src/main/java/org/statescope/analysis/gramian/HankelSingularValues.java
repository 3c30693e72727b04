package org.statescope.analysis.gramian;

import org.statescope.analysis.linalg.BigSingularValues;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.SingularValues;
import org.statescope.analysis.lti.StateSpace;

/// The Hankel singular values: how much each balanced state passes from past inputs to future
/// outputs.
///
/// - Formula: σᵢ = √λᵢ(W_c W_o), computed as the singular values of L_oᵀ L_c with W = L Lᵀ, never
///   from the product of the Gramians.
/// - Shapes: n values in falling order.
/// - Modified: nothing.
/// - Edge cases: a system that is not stable has none, see `SplitGramians`.
/// - Tolerance: absolute; no value is off by more than [#trustedAbove()], n·2⁻⁵²·κ·‖L_c‖‖L_o‖ with
///   the condition κ of the Lyapunov equation. That is often pessimistic, above all for values far
///   below σ₁, whose own size the factors keep. Small systems with a condition above 10⁶ are
///   computed with a hundred digits and rounded once; below 10⁻³⁰σ₁ they are 0.
/// - Algorithm: square-root method, Laub, Heath, Paige, Ward, doi:10.1109/TAC.1987.1104549.
/// - Cost: about 3 n³ operations after the factors; up to a second where a hundred digits are
///   needed.
///
/// @param values σ₁ ≥ … ≥ σₙ ≥ 0
/// @param trustedAbove no value is off by more than this, so that a smaller one may be all
///   rounding; infinite where the condition is
public record HankelSingularValues(double[] values, double trustedAbove) {
  /// What the Hankel singular values are, or why there are none.
  public sealed interface Result {
    record Converged(HankelSingularValues values) implements Result {}

    record Unstable(String reason) implements Result {}
  }

  /// The Hankel singular values of a system, see the record.
  public static Result of(StateSpace system) {
    return switch (Gramians.both(system)) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) ->
          new Result.Converged(of(system, controllability, observability));
      case GramianPairResult.Unstable(String reason) -> new Result.Unstable(reason);
    };
  }

  /// The Hankel singular values of a system whose Gramians are known already.
  public static HankelSingularValues of(
      StateSpace system, Gramian controllability, Gramian observability) {
    return PreciseGramians.of(system, controllability.conditionEstimate())
        .map(precise -> BigSingularValues.of(precise.product()).values())
        .map(values -> new HankelSingularValues(values, 0x1p-52 * values[0]))
        .orElseGet(() -> of(controllability, observability));
  }

  /// The Hankel singular values from the factors of both Gramians, in doubles whatever their
  /// condition: for many systems.
  public static HankelSingularValues of(Gramian controllability, Gramian observability) {
    if (controllability.matrix().numRows != observability.matrix().numRows) {
      throw new IllegalArgumentException(
          "The Gramians are "
              + Shapes.of(controllability.matrix())
              + " and "
              + Shapes.of(observability.matrix())
              + " but must belong to one system");
    }
    double[] computed =
        SingularValues.of(
            Products.transposedTimes(observability.factor(), controllability.factor()));
    double[] values = new double[controllability.matrix().numRows];
    System.arraycopy(computed, 0, values, 0, Math.min(values.length, computed.length));
    double product =
        Products.frobenius(observability.factor()) * Products.frobenius(controllability.factor());
    double growth = Math.max(1, controllability.conditionEstimate());
    return new HankelSingularValues(values, values.length * 0x1p-52 * growth * product);
  }
}
