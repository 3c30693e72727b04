package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.StateSpace;

/// Gramians of systems that may be unstable, from their stable and antistable parts.
///
/// - Formula: W_c = (1/2π) ∫ (jωI − A)⁻¹ B Bᵀ (jωI − A)⁻ᴴ dω (or over the unit circle), which
///   exists unless a pole lies on the boundary: W_c = V diag(W₋, W₊) Vᵀ with A₋W₋ + W₋A₋ᵀ + B₋B₋ᵀ =
///   0 and −A₊W₊ − W₊A₊ᵀ + B₊B₊ᵀ = 0; W_o likewise with V⁻ᵀ. For a stable system these are the
///   ordinary Gramians.
/// - Meaning: the antistable part counts the energy of steering with time reversed; W_c is not the
///   solution of A W + W Aᵀ + B Bᵀ = 0.
/// - Shapes: n×n, as A.
/// - Modified: nothing.
/// - Edge cases: a pole on the boundary gives [Result.OnBoundary].
/// - Tolerance: that of [Gramians] on both parts, times the squared condition of the separation.
/// - Algorithm: Zhou, Salomon, Wu,
///   doi:10.1002/(SICI)1099-1239(19990315)9:3<183::AID-RNC399>3.0.CO;2-E.
/// - Cost: about 80 n³ operations.
public final class SplitGramians {
  private SplitGramians() {}

  /// The Gramian with what it was made of.
  public sealed interface Result {
    /// The Gramian exists.
    ///
    /// @param gramian W, with the larger condition of the parts
    /// @param stablePoles how many poles are stable
    /// @param antistablePoles how many poles are unstable
    /// @param separationCondition κ₂(V), 1 where nothing had to be separated
    record Computed(
        Gramian gramian, int stablePoles, int antistablePoles, double separationCondition)
        implements Result {}

    /// A pole lies on the boundary of stability.
    record OnBoundary(String reason) implements Result {}
  }

  /// W_c of any system without poles on the boundary.
  public static Result controllability(StateSpace system) {
    return gramian(system, false);
  }

  /// W_o of any system without poles on the boundary.
  public static Result observability(StateSpace system) {
    return gramian(system, true);
  }

  private static Result gramian(StateSpace system, boolean dual) {
    return switch (StableSplit.of(system)) {
      case StableSplit.OnBoundary(String reason) -> new Result.OnBoundary(reason);
      case StableSplit.AllStable(StateSpace stable) -> whole(stable, dual, system.order(), 0);
      case StableSplit.AllAntistable(StateSpace antistable) ->
          whole(reversed(antistable), dual, 0, system.order());
      case StableSplit.Separated(
              StateSpace stable,
              StateSpace antistable,
              DMatrixRMaj v,
              DMatrixRMaj inverse,
              double condition) ->
          switch (part(stable, dual)) {
            case GramianResult.Unstable(String reason) -> new Result.OnBoundary(reason);
            case GramianResult.Converged(Gramian first) ->
                switch (part(reversed(antistable), dual)) {
                  case GramianResult.Unstable(String reason) -> new Result.OnBoundary(reason);
                  case GramianResult.Converged(Gramian second) ->
                      new Result.Computed(
                          joined(first, second, dual ? Products.transpose(inverse) : v),
                          stable.order(),
                          antistable.order(),
                          condition);
                };
          };
    };
  }

  private static GramianResult part(StateSpace system, boolean dual) {
    return dual ? Gramians.observability(system) : Gramians.controllability(system);
  }

  private static Result whole(StateSpace system, boolean dual, int stable, int antistable) {
    return switch (part(system, dual)) {
      case GramianResult.Converged(Gramian gramian) ->
          new Result.Computed(gramian, stable, antistable, 1);
      case GramianResult.Unstable(String reason) -> new Result.OnBoundary(reason);
    };
  }

  private static Gramian joined(Gramian first, Gramian second, DMatrixRMaj v) {
    int rows = first.factor().numRows + second.factor().numRows;
    DMatrixRMaj l = new DMatrixRMaj(rows, first.factor().numCols + second.factor().numCols);
    CommonOps_DDRM.insert(first.factor(), l, 0, 0);
    CommonOps_DDRM.insert(second.factor(), l, first.factor().numRows, first.factor().numCols);
    return Gramian.ofFactor(
        Products.times(v, l),
        Math.max(first.relativeResidual(), second.relativeResidual()),
        Math.max(first.conditionEstimate(), second.conditionEstimate()));
  }

  /// The stable system that an antistable one is with time reversed.
  private static StateSpace reversed(StateSpace system) {
    DMatrixRMaj a = system.a().copy();
    if (!system.isDiscrete()) {
      CommonOps_DDRM.changeSign(a);
      return new StateSpace(a, system.b(), system.c(), system.d(), system.timeDomain());
    }
    CommonOps_DDRM.invert(a);
    return new StateSpace(
        a,
        Products.times(a, system.b()),
        Products.times(system.c(), a),
        system.d(),
        system.timeDomain());
  }
}
