package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.FactoredLyapunov;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// The infinite-horizon Gramians of a stable system.
///
/// - Formula: W_c = ∫₀^∞ e^{At} B Bᵀ e^{Aᵀt} dt or Σ Aᵏ B Bᵀ (Aᵀ)ᵏ, which solve A W_c + W_c Aᵀ + B
///   Bᵀ = 0 or A W_c Aᵀ − W_c + B Bᵀ = 0; W_o likewise with Aᵀ and Cᵀ.
/// - Shapes: n×n.
/// - Modified: nothing.
/// - Edge cases: a pole on or beyond the boundary of stability gives [GramianResult.Unstable]; for
///   such systems see `SplitGramians` and `FiniteHorizonGramians`.
/// - Tolerance: about `conditionEstimate · 2⁻⁵³` relative to ‖W‖; the factor keeps twice the digits
///   for small eigenvalues.
/// - Algorithm: Hammarling's method on the balanced real Schur form, see [FactoredLyapunov].
/// - Cost: about 40 n³ operations, of which both Gramians of one `Gramians` share 25 n³.
public final class Gramians {
  private Gramians() {}

  /// The controllability Gramian W_c, see the class.
  public static GramianResult controllability(StateSpace system) {
    return switch (equations(system)) {
      case FactoredLyapunov.Result.Stable(FactoredLyapunov equations) ->
          new GramianResult.Converged(controllability(system, equations));
      case FactoredLyapunov.Result.NotStable(String reason) -> new GramianResult.Unstable(reason);
    };
  }

  /// The observability Gramian W_o, see the class.
  public static GramianResult observability(StateSpace system) {
    return switch (equations(system)) {
      case FactoredLyapunov.Result.Stable(FactoredLyapunov equations) ->
          new GramianResult.Converged(observability(system, equations));
      case FactoredLyapunov.Result.NotStable(String reason) -> new GramianResult.Unstable(reason);
    };
  }

  /// Both Gramians, sharing the Schur form.
  public static GramianPairResult both(StateSpace system) {
    return switch (equations(system)) {
      case FactoredLyapunov.Result.Stable(FactoredLyapunov equations) ->
          new GramianPairResult.Converged(
              controllability(system, equations), observability(system, equations));
      case FactoredLyapunov.Result.NotStable(String reason) ->
          new GramianPairResult.Unstable(reason);
    };
  }

  static FactoredLyapunov.Result equations(StateSpace system) {
    return switch (system.timeDomain()) {
      case Continuous() -> FactoredLyapunov.continuous(system.a());
      case Discrete(double _) -> FactoredLyapunov.discrete(system.a());
    };
  }

  private static Gramian controllability(StateSpace system, FactoredLyapunov equations) {
    DMatrixRMaj factor = equations.factor(system.b());
    return gramian(system.a(), system.b(), factor, system.isDiscrete(), equations);
  }

  private static Gramian observability(StateSpace system, FactoredLyapunov equations) {
    DMatrixRMaj factor = equations.dualFactor(system.c());
    return gramian(
        Products.transpose(system.a()),
        Products.transpose(system.c()),
        factor,
        system.isDiscrete(),
        equations);
  }

  private static Gramian gramian(
      DMatrixRMaj a,
      DMatrixRMaj b,
      DMatrixRMaj factor,
      boolean discrete,
      FactoredLyapunov equations) {
    DMatrixRMaj w = Products.gram(factor);
    double residual = relativeResidual(a, b, w, discrete);
    return new Gramian(w, factor, residual, equations.conditionEstimate());
  }

  private static double relativeResidual(
      DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj w, boolean discrete) {
    DMatrixRMaj aw = Products.times(a, w);
    DMatrixRMaj residual = Products.gram(b);
    double size = Products.frobenius(residual);
    double normA = Products.frobenius(a);
    double normW = Products.frobenius(w);
    if (discrete) {
      CommonOps_DDRM.addEquals(residual, Products.timesTransposed(aw, a));
      CommonOps_DDRM.subtractEquals(residual, w);
      size += (1 + normA * normA) * normW;
    } else {
      CommonOps_DDRM.addEquals(residual, aw);
      CommonOps_DDRM.addEquals(residual, Products.transpose(aw));
      size += 2 * normA * normW;
    }
    return size == 0 ? 0 : Products.frobenius(residual) / size;
  }
}
