package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.statescope.analysis.linalg.Balancing;
import org.statescope.analysis.linalg.Factors;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// Gramians over a finite horizon, of stable and unstable systems alike.
///
/// - Formula: W_c(t) = ∫₀ᵗ e^{As} B Bᵀ e^{Aᵀs} ds, or Σ Aᵏ B Bᵀ (Aᵀ)ᵏ for k from 0 to N − 1; W_o
///   with Aᵀ and Cᵀ.
/// - Shapes: n×n; the horizon in seconds or in steps.
/// - Modified: nothing.
/// - Edge cases: a negative horizon is refused, a zero one gives the zero matrix; an unstable
///   system whose Gramian overflows is refused with an [ArithmeticException].
/// - Tolerance: about `conditionEstimate · 2⁻⁵³` relative to ‖W‖; sums of positive terms only, so
///   that nothing cancels, also for short horizons and stiff systems.
/// - Algorithm: eight-point Gauss-Legendre quadrature over a step of length at most 1/‖A‖₁ (its
///   error is below rounding), then doubling on the factor: W(2h) = W(h) + e^{Ah} W(h) e^{Aᵀh}.
/// - Cost: about (50 + 6 log₂(‖A‖t)) n³ operations.
/// - Not for: horizons far beyond the settling time of a stable system, where [Gramians] is
///   cheaper.
public final class FiniteHorizonGramians {
  /// The longest discrete horizon that is summed term by term.
  private static final int MOST_SINGLE_STEPS = 1024;

  /// Up to this order every e^{Ah} is computed anew, since squaring one again and again loses
  /// digits where A is far from normal.
  private static final int MOST_FRESH = 32;

  /// Nodes and weights of the eight-point Gauss-Legendre rule on [−1, 1], the positive half.
  private static final double[] NODES = {
    0.1834346424956498049394761, 0.5255324099163289858177390,
    0.7966664774136267395915539, 0.9602898564975362316835609
  };

  private static final double[] WEIGHTS = {
    0.3626837833783619829651504, 0.3137066458778872873379622,
    0.2223810344533744705443560, 0.1012285362903762591525314
  };

  private FiniteHorizonGramians() {}

  /// W_c over a horizon in seconds, of a continuous-time system.
  public static Gramian controllability(StateSpace system, double seconds) {
    requireContinuous(system, seconds);
    return continuous(system.a(), system.b(), seconds);
  }

  /// W_o over a horizon in seconds, of a continuous-time system.
  public static Gramian observability(StateSpace system, double seconds) {
    requireContinuous(system, seconds);
    return continuous(Products.transpose(system.a()), Products.transpose(system.c()), seconds);
  }

  /// W_c over a number of steps, of a discrete-time system.
  public static Gramian controllability(StateSpace system, int steps) {
    requireDiscrete(system, steps);
    return discrete(system.a(), system.b(), steps);
  }

  /// W_o over a number of steps, of a discrete-time system.
  public static Gramian observability(StateSpace system, int steps) {
    requireDiscrete(system, steps);
    return discrete(Products.transpose(system.a()), Products.transpose(system.c()), steps);
  }

  private static Gramian continuous(DMatrixRMaj a, DMatrixRMaj b, double seconds) {
    Balancing balancing = Balancing.scaling(a);
    DMatrixRMaj factor =
        balancing.toOriginal(continuousFactor(balancing.matrix(), balancing.input(b), seconds));
    DMatrixRMaj ofIdentity = continuousFactor(a, CommonOps_DDRM.identity(a.numRows), seconds);
    double growth = SpectralNorm.estimate(ofIdentity);
    double condition = 2 * SpectralNorm.estimate(a) * growth * growth;
    DMatrixRMaj end = Products.times(exponential(a, seconds), b);
    DMatrixRMaj w = Products.gram(factor);
    requireFinite(w);
    DMatrixRMaj aw = Products.times(a, w);
    DMatrixRMaj residual = CommonOps_DDRM.subtract(Products.gram(b), Products.gram(end), null);
    double size =
        2 * Products.frobenius(a) * Products.frobenius(w) + Products.frobenius(Products.gram(b));
    CommonOps_DDRM.addEquals(residual, aw);
    CommonOps_DDRM.addEquals(residual, Products.transpose(aw));
    double relative = size == 0 ? 0 : Products.frobenius(residual) / size;
    return new Gramian(w, factor, relative, condition);
  }

  private static DMatrixRMaj continuousFactor(DMatrixRMaj a, DMatrixRMaj b, double seconds) {
    int doublings = 0;
    double step = seconds;
    double norm = NormOps_DDRM.inducedP1(a);
    while (norm * step > 1) {
      step /= 2;
      doublings++;
    }
    DMatrixRMaj factor = new DMatrixRMaj(a.numRows, 0);
    for (int i = 0; i < NODES.length; i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        DMatrixRMaj response = Products.times(exponential(a, step * (1 + sign * NODES[i]) / 2), b);
        CommonOps_DDRM.scale(Math.sqrt(WEIGHTS[i] * step / 2), response);
        factor = Factors.beside(factor, response);
      }
    }
    factor = Factors.compress(factor);
    DMatrixRMaj transition = exponential(a, step);
    for (int i = 0; i < doublings; i++) {
      factor = Factors.compress(Factors.beside(factor, Products.times(transition, factor)));
      step *= 2;
      transition =
          a.numRows <= MOST_FRESH ? exponential(a, step) : Products.times(transition, transition);
    }
    return factor;
  }

  private static DMatrixRMaj exponential(DMatrixRMaj a, double time) {
    DMatrixRMaj scaled = a.copy();
    CommonOps_DDRM.scale(time, scaled);
    return MatrixExponential.of(scaled);
  }

  private static Gramian discrete(DMatrixRMaj a, DMatrixRMaj b, int steps) {
    Balancing balancing = Balancing.scaling(a);
    DMatrixRMaj balanced = balancing.matrix();
    DMatrixRMaj factor = balancing.toOriginal(discreteFactor(balanced, balancing.input(b), steps));
    DMatrixRMaj w = Products.gram(factor);
    requireFinite(w);
    double growth =
        SpectralNorm.estimate(discreteFactor(a, CommonOps_DDRM.identity(a.numRows), steps));
    double norm = SpectralNorm.estimate(a);
    DMatrixRMaj residual = Products.gram(b);
    double size = (1 + norm * norm) * Products.frobenius(w) + Products.frobenius(residual);
    DMatrixRMaj end = balancing.toOriginal(power(balanced, steps, balancing.input(b)));
    CommonOps_DDRM.addEquals(residual, Products.timesTransposed(Products.times(a, w), a));
    CommonOps_DDRM.subtractEquals(residual, w);
    CommonOps_DDRM.subtractEquals(residual, Products.gram(end));
    double relative = size == 0 ? 0 : Products.frobenius(residual) / size;
    return new Gramian(w, factor, relative, (1 + norm * norm) * growth * growth);
  }

  /// Step by step up to a limit, which keeps the most accuracy, then by binary powering: from k to
  /// 2k steps by doubling, from k to k + 1 by [B, A L].
  private static DMatrixRMaj discreteFactor(DMatrixRMaj a, DMatrixRMaj b, int steps) {
    DMatrixRMaj factor = new DMatrixRMaj(a.numRows, 0);
    if (steps <= MOST_SINGLE_STEPS) {
      DMatrixRMaj response = b;
      for (int k = 0; k < steps; k++) {
        factor = Factors.beside(factor, response);
        if (factor.numCols > 2 * a.numRows) {
          factor = Factors.compress(factor);
        }
        response = Products.times(a, response);
      }
      return Factors.compress(factor);
    }
    DMatrixRMaj power = CommonOps_DDRM.identity(a.numRows);
    for (int bit = Integer.SIZE - 1; bit >= 0; bit--) {
      if (factor.numCols > 0) {
        factor = Factors.compress(Factors.beside(factor, Products.times(power, factor)));
      }
      power = Products.times(power, power);
      if ((steps >> bit & 1) == 1) {
        factor =
            factor.numCols == 0
                ? b
                : Factors.compress(Factors.beside(b, Products.times(a, factor)));
        power = Products.times(power, a);
      }
    }
    return factor;
  }

  /// Aᵏ B.
  private static DMatrixRMaj power(DMatrixRMaj a, int exponent, DMatrixRMaj b) {
    if (exponent <= MOST_SINGLE_STEPS) {
      DMatrixRMaj response = b;
      for (int k = 0; k < exponent; k++) {
        response = Products.times(a, response);
      }
      return response;
    }
    DMatrixRMaj power = CommonOps_DDRM.identity(a.numRows);
    for (int bit = Integer.SIZE - 1; bit >= 0; bit--) {
      power = Products.times(power, power);
      if ((exponent >> bit & 1) == 1) {
        power = Products.times(power, a);
      }
    }
    return Products.times(power, b);
  }

  private static void requireFinite(DMatrixRMaj w) {
    if (!Double.isFinite(Products.frobenius(w))) {
      throw new ArithmeticException("The finite-horizon Gramian overflows over this horizon");
    }
  }

  private static void requireContinuous(StateSpace system, double seconds) {
    if (!(system.timeDomain() instanceof Continuous())) {
      throw new IllegalArgumentException(
          "The horizon is given in seconds but the system is discrete; give a number of steps");
    }
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException(
          "The horizon is " + seconds + " seconds but must be finite and not negative");
    }
  }

  private static void requireDiscrete(StateSpace system, int steps) {
    if (!(system.timeDomain() instanceof Discrete(double _))) {
      throw new IllegalArgumentException(
          "The horizon is given in steps but the system is continuous; give it in seconds");
    }
    if (steps < 0) {
      throw new IllegalArgumentException(
          "The horizon is " + steps + " steps but cannot be negative");
    }
  }
}
