package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.FactoredLyapunov;
import org.statescope.analysis.linalg.LogarithmOfPencil;
import org.statescope.analysis.linalg.Lyapunov;
import org.statescope.analysis.linalg.MatrixEquationResult;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// Gramians that count only the energy in a band of frequencies.
///
/// - Formula: W_c(ω₁, ω₂) = (1/2π) ∫ (jωI − A)⁻¹ B Bᵀ (jωI − A)⁻ᴴ dω over ω₁ ≤ |ω| ≤ ω₂, which
///   solves A W + W Aᵀ + S B Bᵀ + B Bᵀ Sᵀ = 0 with S = (1/π) Im[log(jω₂I − A) − log(jω₁I − A)]; in
///   discrete time over the unit circle, with S = (1/2π)(θI + 2 Im log(I − e^{−jθ}A)) between θ =
///   ω₁T and ω₂T.
/// - Shapes and units: n×n; rad/s, in discrete time up to π/T.
/// - Modified: nothing.
/// - Edge cases: a system that is not stable gives [Result.Unstable]; a band that is empty,
///   negative or beyond the Nyquist frequency is refused.
/// - Tolerance: about `conditionEstimate · 2⁻⁵³` relative to the Gramian of *all* frequencies: of a
///   narrow band with little energy fewer digits remain, and its smallest eigenvalues may come out
///   negative at that level. No factor exists, so none is returned.
/// - Algorithm: Gawronski, Juang, doi:10.1080/00207729008910366.
/// - Cost: about 200 n³ operations.
public final class FrequencyLimitedGramians {
  private FrequencyLimitedGramians() {}

  /// The Gramian, or why there is none.
  public sealed interface Result {
    /// The Gramian of the band.
    ///
    /// @param matrix W, symmetric
    /// @param relativeResidual how well W satisfies its equation
    /// @param conditionEstimate how much a relative change of A may grow in W
    record Converged(DMatrixRMaj matrix, double relativeResidual, double conditionEstimate)
        implements Result {}

    /// The system is not stable.
    record Unstable(String reason) implements Result {}
  }

  /// W_c over ω₁ ≤ |ω| ≤ ω₂.
  public static Result controllability(StateSpace system, double lower, double upper) {
    requireBand(system, lower, upper);
    return limited(system, lower, upper);
  }

  /// W_o over ω₁ ≤ |ω| ≤ ω₂.
  public static Result observability(StateSpace system, double lower, double upper) {
    requireBand(system, lower, upper);
    return limited(system.dual(), lower, upper);
  }

  private static Result limited(StateSpace system, double lower, double upper) {
    if (Gramians.equations(system) instanceof FactoredLyapunov.Result.NotStable(String reason)) {
      return new Result.Unstable(reason);
    }
    LogarithmOfPencil logarithm = new LogarithmOfPencil(system.a());
    DMatrixRMaj s = below(system, logarithm, upper);
    if (lower > 0) {
      CommonOps_DDRM.subtractEquals(s, below(system, logarithm, lower));
    }
    DMatrixRMaj q = Products.times(s, Products.gram(system.b()));
    CommonOps_DDRM.addEquals(q, Products.transpose(q.copy()));
    Products.symmetrise(q);
    MatrixEquationResult result =
        system.isDiscrete() ? Lyapunov.discrete(system.a(), q) : Lyapunov.continuous(system.a(), q);
    return switch (result) {
      case MatrixEquationResult.Singular(String reason) -> new Result.Unstable(reason);
      case MatrixEquationResult.Solved(DMatrixRMaj x, double residual, double condition) ->
          new Result.Converged(x, residual, condition);
    };
  }

  /// S over |ω| ≤ a limit.
  private static DMatrixRMaj below(
      StateSpace system, LogarithmOfPencil logarithm, double frequency) {
    return switch (system.timeDomain()) {
      case Continuous() -> {
        if (Double.isInfinite(frequency)) {
          DMatrixRMaj half = CommonOps_DDRM.identity(system.order());
          CommonOps_DDRM.scale(0.5, half);
          yield half;
        }
        DMatrixRMaj s = logarithm.imaginaryPart(0, frequency, -1, 0);
        CommonOps_DDRM.scale(1 / Math.PI, s);
        yield s;
      }
      case Discrete(double samplePeriod) -> {
        double theta = frequency * samplePeriod;
        DMatrixRMaj s = logarithm.imaginaryPart(1, 0, -Math.cos(theta), Math.sin(theta));
        CommonOps_DDRM.scale(1 / Math.PI, s);
        for (int i = 0; i < s.numRows; i++) {
          s.add(i, i, theta / (2 * Math.PI));
        }
        yield s;
      }
    };
  }

  private static void requireBand(StateSpace system, double lower, double upper) {
    if (!(lower >= 0) || !(upper > lower)) {
      throw new IllegalArgumentException(
          "The band is from "
              + lower
              + " to "
              + upper
              + " rad/s but must be from a non-negative frequency to a larger one");
    }
    if (system.timeDomain() instanceof Discrete(double samplePeriod)
        && upper > Math.PI / samplePeriod * (1 + 0x1p-50)) {
      throw new IllegalArgumentException(
          "The band ends at "
              + upper
              + " rad/s but the Nyquist frequency is "
              + Math.PI / samplePeriod);
    }
  }
}
