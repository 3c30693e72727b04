package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.gramian.ModelReduction;
import org.statescope.analysis.lti.StateSpace;

/// The balanced form: both Gramians are the diagonal matrix of the Hankel singular values.
public final class BalancedRealisation {
  private BalancedRealisation() {}

  /// The balanced form of a stable system that is controllable and observable.
  ///
  /// - Modified: nothing.
  /// - Edge cases: a system that is not stable, or whose smallest Hankel singular value is
  ///   rounding, has none and gives [Realisation.Impossible]; [ModelReduction] balances what can
  ///   be.
  /// - Tolerance: the error grows with the condition of the Gramians and with the spread of their
  ///   eigenvalues; the reported residual measures what came of it.
  /// - Algorithm: square-root method, see [ModelReduction].
  /// - Cost: about 70 n³ operations.
  public static Realisation of(StateSpace system) {
    return switch (ModelReduction.of(system)) {
      case ModelReduction.Result.Unstable(String reason) -> new Realisation.Impossible(reason);
      case ModelReduction.Result.Static(String reason) -> new Realisation.Impossible(reason);
      case ModelReduction.Result.Balanced(ModelReduction reduction) -> {
        if (reduction.numericalOrder() < system.order()) {
          yield new Realisation.Impossible(
              "Only "
                  + reduction.numericalOrder()
                  + " of the "
                  + system.order()
                  + " Hankel singular values stand above rounding");
        }
        StateSpace z = reduction.truncated(system.order()).system();
        DMatrixRMaj t = reduction.transformation();
        yield Realisation.of(system, z.a(), z.b(), z.c(), t);
      }
    };
  }
}
