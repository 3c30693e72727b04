package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Balancing;
import org.statescope.analysis.linalg.LogarithmOfPencil;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.RealSchur;
import org.statescope.analysis.linalg.RefinedSolver;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// From continuous to discrete time and back. h is the sample period.
///
/// All methods: nothing is modified; a system of the wrong time domain or a sample period that is
/// not finite and positive is refused; where the formula has no value the result is
/// [Result.Undefined]. Algorithm: Van Loan, doi:10.1109/TAC.1978.1101743, for zero-order hold, a
/// matrix logarithm for its inverse; refined linear solves otherwise. Cost: about 3 n³ operations,
/// and 25 n³ and more for zero-order hold.
public final class Discretisation {
  private static final double SINGULAR = 0x1p-52;

  private Discretisation() {}

  /// The converted system, or why there is none.
  public sealed interface Result {
    /// Converted.
    ///
    /// @param system the system in the other time domain
    /// @param condition the condition of the matrix that was inverted, scaled by powers of two so
    ///   that its rows and columns are of one size; 1 where none was inverted: that many times 2⁻⁵³
    ///   is the relative error to expect
    record Converted(StateSpace system, double condition) implements Result {}

    record Undefined(String reason) implements Result {}
  }

  /// Zero-order hold: A_d = e^{Ah}, B_d = ∫₀ʰ e^{As} ds B; C and D stay.
  ///
  /// - Tolerance: that of [MatrixExponential] on [A B; 0 0] h.
  public static Result zeroOrderHold(StateSpace system, double samplePeriod) {
    TimeDomain discrete = requireContinuous(system, samplePeriod);
    int n = system.order();
    DMatrixRMaj block = augmented(system.a(), system.b(), 0);
    CommonOps_DDRM.scale(samplePeriod, block);
    DMatrixRMaj exponential = MatrixExponential.of(block);
    return new Result.Converted(
        new StateSpace(
            CommonOps_DDRM.extract(exponential, 0, n, 0, n),
            CommonOps_DDRM.extract(exponential, 0, n, n, n + system.inputs()),
            system.c(),
            system.d(),
            discrete),
        1);
  }

  /// Bilinear (Tustin): with M = (I − hA/2)⁻¹, A_d = M (I + hA/2), B_d = M h B, C_d = C M, D_d = D
  /// + C M B h/2. Maps the open left half-plane onto the open unit disc.
  ///
  /// - Edge cases: undefined for a pole at 2/h.
  public static Result bilinear(StateSpace system, double samplePeriod) {
    TimeDomain discrete = requireContinuous(system, samplePeriod);
    DMatrixRMaj minus = shifted(system.a(), -samplePeriod / 2, 1);
    DMatrixRMaj plus = shifted(system.a(), samplePeriod / 2, 1);
    Inverse inverse = Inverse.of(minus);
    if (inverse.condition > 1 / SINGULAR) {
      return new Result.Undefined("A has an eigenvalue at 2/h = " + 2 / samplePeriod);
    }
    DMatrixRMaj b = inverse.times(scaled(samplePeriod, system.b()));
    DMatrixRMaj d =
        CommonOps_DDRM.add(system.d(), scaled(0.5, Products.times(system.c(), b)), null);
    return new Result.Converted(
        new StateSpace(inverse.times(plus), b, inverse.rightOf(system.c()), d, discrete),
        inverse.condition);
  }

  /// The inverse of [#bilinear].
  ///
  /// - Edge cases: undefined for a pole at −1.
  public static Result inverseBilinear(StateSpace system) {
    double samplePeriod = requireDiscrete(system);
    DMatrixRMaj plus = shifted(system.a(), 1, 1);
    DMatrixRMaj minus = shifted(system.a(), 1, -1);
    Inverse inverse = Inverse.of(plus);
    if (inverse.condition > 1 / SINGULAR) {
      return new Result.Undefined("A has an eigenvalue at −1, the image of infinity");
    }
    // M⁻¹ = I − hA/2 = 2 (I + A_d)⁻¹.
    DMatrixRMaj b = scaled(2 / samplePeriod, inverse.times(system.b()));
    DMatrixRMaj c = scaled(2, inverse.rightOf(system.c()));
    DMatrixRMaj d =
        CommonOps_DDRM.subtract(
            system.d(), Products.times(system.c(), inverse.times(system.b())), null);
    return new Result.Converted(
        new StateSpace(
            scaled(2 / samplePeriod, inverse.times(minus)), b, c, d, TimeDomain.continuous()),
        inverse.condition);
  }

  /// Forward Euler: A_d = I + hA, B_d = hB; C and D stay. May make a stable system unstable.
  public static Result forwardEuler(StateSpace system, double samplePeriod) {
    TimeDomain discrete = requireContinuous(system, samplePeriod);
    return new Result.Converted(
        new StateSpace(
            shifted(system.a(), samplePeriod, 1),
            scaled(samplePeriod, system.b()),
            system.c(),
            system.d(),
            discrete),
        1);
  }

  /// The inverse of [#forwardEuler]: A = (A_d − I)/h, B = B_d/h.
  public static Result inverseForwardEuler(StateSpace system) {
    double samplePeriod = requireDiscrete(system);
    return new Result.Converted(
        new StateSpace(
            scaled(1 / samplePeriod, shifted(system.a(), 1, -1)),
            scaled(1 / samplePeriod, system.b()),
            system.c(),
            system.d(),
            TimeDomain.continuous()),
        1);
  }

  /// Backward Euler: with M = (I − hA)⁻¹, A_d = M, B_d = M h B, C_d = C M, D_d = D + C M h B.
  ///
  /// - Edge cases: undefined for a pole at 1/h.
  public static Result backwardEuler(StateSpace system, double samplePeriod) {
    TimeDomain discrete = requireContinuous(system, samplePeriod);
    Inverse inverse = Inverse.of(shifted(system.a(), -samplePeriod, 1));
    if (inverse.condition > 1 / SINGULAR) {
      return new Result.Undefined("A has an eigenvalue at 1/h = " + 1 / samplePeriod);
    }
    DMatrixRMaj b = inverse.times(scaled(samplePeriod, system.b()));
    DMatrixRMaj d = CommonOps_DDRM.add(system.d(), Products.times(system.c(), b), null);
    return new Result.Converted(
        new StateSpace(
            inverse.times(CommonOps_DDRM.identity(system.order())),
            b,
            inverse.rightOf(system.c()),
            d,
            discrete),
        inverse.condition);
  }

  /// The inverse of [#backwardEuler]: A = (I − A_d⁻¹)/h.
  ///
  /// - Edge cases: undefined for a pole at 0.
  public static Result inverseBackwardEuler(StateSpace system) {
    double samplePeriod = requireDiscrete(system);
    Inverse inverse = Inverse.of(system.a());
    if (inverse.condition > 1 / SINGULAR) {
      return new Result.Undefined("A has an eigenvalue at 0, the image of infinity");
    }
    DMatrixRMaj a =
        shifted(
            inverse.times(CommonOps_DDRM.identity(system.order())),
            -1 / samplePeriod,
            1 / samplePeriod);
    DMatrixRMaj b = scaled(1 / samplePeriod, inverse.times(system.b()));
    DMatrixRMaj c = inverse.rightOf(system.c());
    DMatrixRMaj d = CommonOps_DDRM.subtract(system.d(), Products.times(c, system.b()), null);
    return new Result.Converted(
        new StateSpace(a, b, c, d, TimeDomain.continuous()), inverse.condition);
  }

  /// The inverse of [#zeroOrderHold]: [A B; 0 0] h = log [A_d B_d; 0 I], the principal logarithm.
  ///
  /// - Edge cases: undefined for a pole at 0 or on the negative real axis, which no real
  ///   continuous-time system of the same order has as image; of the many systems with these
  ///   samples the one with |Im λ| < π/h is returned.
  public static Result inverseZeroOrderHold(StateSpace system) {
    double samplePeriod = requireDiscrete(system);
    RealSchur schur = RealSchur.of(system.a());
    double[] real = schur.eigenvaluesReal();
    double[] imaginary = schur.eigenvaluesImaginary();
    for (int i = 0; i < real.length; i++) {
      if (real[i] <= 0 && imaginary[i] == 0) {
        return new Result.Undefined(
            "A has the eigenvalue " + real[i] + ", which no zero-order hold produces");
      }
    }
    int n = system.order();
    DMatrixRMaj logarithm =
        new LogarithmOfPencil(augmented(system.a(), system.b(), 1)).realPart(0, 0, 1, 0);
    CommonOps_DDRM.scale(1 / samplePeriod, logarithm);
    return new Result.Converted(
        new StateSpace(
            CommonOps_DDRM.extract(logarithm, 0, n, 0, n),
            CommonOps_DDRM.extract(logarithm, 0, n, n, n + system.inputs()),
            system.c(),
            system.d(),
            TimeDomain.continuous()),
        1);
  }

  /// [A B; 0 δI].
  private static DMatrixRMaj augmented(DMatrixRMaj a, DMatrixRMaj b, double delta) {
    int n = a.numRows;
    DMatrixRMaj block = new DMatrixRMaj(n + b.numCols, n + b.numCols);
    CommonOps_DDRM.insert(a, block, 0, 0);
    CommonOps_DDRM.insert(b, block, 0, n);
    for (int i = n; i < block.numRows; i++) {
      block.set(i, i, delta);
    }
    return block;
  }

  /// δI + fA.
  private static DMatrixRMaj shifted(DMatrixRMaj a, double factor, double delta) {
    DMatrixRMaj result = scaled(factor, a);
    for (int i = 0; i < a.numRows; i++) {
      result.add(i, i, delta);
    }
    return result;
  }

  private static DMatrixRMaj scaled(double factor, DMatrixRMaj a) {
    DMatrixRMaj result = a.copy();
    CommonOps_DDRM.scale(factor, result);
    return result;
  }

  private static TimeDomain requireContinuous(StateSpace system, double samplePeriod) {
    if (system.isDiscrete()) {
      throw new IllegalArgumentException("The system is discrete already");
    }
    return TimeDomain.discrete(samplePeriod);
  }

  private static double requireDiscrete(StateSpace system) {
    if (system.timeDomain() instanceof Discrete(double samplePeriod)) {
      return samplePeriod;
    }
    throw new IllegalArgumentException("The system is continuous already");
  }

  /// A matrix that is divided by, from either side, after scaling by powers of two.
  private record Inverse(
      Balancing balancing, RefinedSolver solver, RefinedSolver transposed, double condition) {

    static Inverse of(DMatrixRMaj matrix) {
      Balancing balancing = Balancing.scaling(matrix);
      RefinedSolver solver = new RefinedSolver(balancing.matrix());
      return new Inverse(
          balancing,
          solver,
          new RefinedSolver(Products.transpose(balancing.matrix())),
          solver.condition());
    }

    /// M⁻¹ right.
    DMatrixRMaj times(DMatrixRMaj right) {
      return balancing.toOriginal(solver.solve(balancing.input(right)));
    }

    /// left M⁻¹.
    DMatrixRMaj rightOf(DMatrixRMaj left) {
      DMatrixRMaj solution = transposed.solve(Products.transpose(balancing.output(left)));
      return Products.transpose(balancing.dualToOriginal(solution));
    }
  }
}
