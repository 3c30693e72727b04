package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.MatrixEquationResult;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.RealSchur;
import org.statescope.analysis.linalg.SchurReordering;
import org.statescope.analysis.linalg.SingularValues;
import org.statescope.analysis.linalg.Sylvester;
import org.statescope.analysis.lti.StateSpace;

/// A system as the sum of a stable one and an antistable one, G = G₋ + G₊.
public sealed interface StableSplit {

  /// Every pole is stable.
  record AllStable(StateSpace system) implements StableSplit {}

  /// Every pole is unstable.
  record AllAntistable(StateSpace system) implements StableSplit {}

  /// Poles on both sides.
  ///
  /// @param stable G₋, which carries D
  /// @param antistable G₊
  /// @param transformation V with V⁻¹ A V = diag(A₋, A₊)
  /// @param inverse V⁻¹
  /// @param condition κ₂(V): how much of the digits the separation may cost
  record Separated(
      StateSpace stable,
      StateSpace antistable,
      DMatrixRMaj transformation,
      DMatrixRMaj inverse,
      double condition)
      implements StableSplit {}

  /// A pole lies on the boundary of stability to working precision, or two on either side of it
  /// cannot be told apart.
  ///
  /// @param reason a sentence that names it
  record OnBoundary(String reason) implements StableSplit {}

  /// Splits a system.
  ///
  /// - Formula: V⁻¹ A V = diag(A₋, A₊) with V = Q [I X; 0 I], T₁₁X − XT₂₂ = −T₁₂.
  /// - Shapes: A₋ and A₊ square, of orders that add up to n; V n×n.
  /// - Modified: nothing.
  /// - Edge cases: see the four results. Which side a pole near the boundary falls on is as certain
  ///   as the pole itself; within n·2⁻⁵²‖A‖ of it the answer is [OnBoundary].
  /// - Tolerance: backward stable up to the reported condition of V.
  /// - Algorithm: ordered real Schur form, [Sylvester].
  /// - Cost: about 40 n³ operations.
  static StableSplit of(StateSpace system) {
    RealSchur schur = RealSchur.of(system.a());
    double[] real = schur.eigenvaluesReal();
    double[] imaginary = schur.eigenvaluesImaginary();
    double threshold = real.length * 0x1p-52 * Products.frobenius(system.a());
    for (int i = 0; i < real.length; i++) {
      double margin = margin(system, real[i], imaginary[i]);
      if (Math.abs(margin) <= threshold) {
        return new OnBoundary(
            "The pole "
                + real[i]
                + (imaginary[i] == 0 ? "" : " ± " + Math.abs(imaginary[i]) + "i")
                + " lies on the boundary of stability to working precision");
      }
    }
    return switch (SchurReordering.chosenFirst(schur, (re, im) -> margin(system, re, im) > 0)) {
      case SchurReordering.Result.Refused(String reason) -> new OnBoundary(reason);
      case SchurReordering.Result.Ordered(RealSchur ordered, int stable) -> {
        if (stable == system.order()) {
          yield new AllStable(system);
        }
        yield stable == 0 ? new AllAntistable(system) : separate(system, ordered, stable);
      }
    };
  }

  private static double margin(StateSpace system, double real, double imaginary) {
    return system.isDiscrete() ? 1 - Math.hypot(real, imaginary) : -real;
  }

  private static StableSplit separate(StateSpace system, RealSchur schur, int k) {
    int n = system.order();
    DMatrixRMaj t = schur.t();
    DMatrixRMaj t11 = CommonOps_DDRM.extract(t, 0, k, 0, k);
    DMatrixRMaj t12 = CommonOps_DDRM.extract(t, 0, k, k, n);
    DMatrixRMaj t22 = CommonOps_DDRM.extract(t, k, n, k, n);
    DMatrixRMaj minusT22 = t22.copy();
    CommonOps_DDRM.changeSign(minusT22);
    CommonOps_DDRM.changeSign(t12);
    return switch (Sylvester.solve(t11, minusT22, t12)) {
      case MatrixEquationResult.Singular(String reason) ->
          new OnBoundary("The stable and the unstable poles cannot be separated: " + reason);
      case MatrixEquationResult.Solved(DMatrixRMaj x, double _, double _) -> {
        DMatrixRMaj v = schur.q().copy();
        DMatrixRMaj inverse = Products.transpose(schur.q());
        CommonOps_DDRM.insert(
            CommonOps_DDRM.add(
                Products.times(CommonOps_DDRM.extract(schur.q(), 0, n, 0, k), x),
                CommonOps_DDRM.extract(schur.q(), 0, n, k, n),
                null),
            v,
            0,
            k);
        CommonOps_DDRM.insert(
            CommonOps_DDRM.subtract(
                CommonOps_DDRM.extract(inverse, 0, k, 0, n),
                Products.times(x, CommonOps_DDRM.extract(inverse, k, n, 0, n)),
                null),
            inverse,
            0,
            0);
        DMatrixRMaj b = Products.times(inverse, system.b());
        DMatrixRMaj c = Products.times(system.c(), v);
        int m = system.inputs();
        int p = system.outputs();
        double[] singular = SingularValues.of(v);
        yield new Separated(
            new StateSpace(
                t11,
                CommonOps_DDRM.extract(b, 0, k, 0, m),
                CommonOps_DDRM.extract(c, 0, p, 0, k),
                system.d(),
                system.timeDomain()),
            StateSpace.strictlyProper(
                t22,
                CommonOps_DDRM.extract(b, k, n, 0, m),
                CommonOps_DDRM.extract(c, 0, p, k, n),
                system.timeDomain()),
            v,
            inverse,
            singular[0] / singular[n - 1]);
      }
    };
  }
}
