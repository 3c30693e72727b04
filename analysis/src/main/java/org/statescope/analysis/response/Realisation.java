package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.RefinedSolver;
import org.statescope.analysis.linalg.SingularValues;
import org.statescope.analysis.lti.StateSpace;

/// The same system in other coordinates, x = T z, or why there are none.
///
/// **Shapes**: T n × n. Nothing given is modified. **Edge cases**: a T that is singular to working
/// precision is [Impossible]. **Tolerance**: none is applied; the condition and the residual of
/// what was found are reported. **Algorithm**: linear solves refined in twice the working
/// precision. **Cost**: about 10 n³ operations beside that of finding T.
public sealed interface Realisation {

  /// The system in the coordinates z.
  ///
  /// @param system (T⁻¹AT, T⁻¹B, CT, D), with the zeros and ones of the form exactly
  /// @param transformation T
  /// @param condition κ₂(T): a relative error of one rounding in the original may show as this many
  ///   in the realisation
  /// @param relativeResidual ‖A T − T A_z‖ / (‖A‖‖T‖ + ‖T‖‖A_z‖), Frobenius
  record Realised(
      StateSpace system, DMatrixRMaj transformation, double condition, double relativeResidual)
      implements Realisation {}

  /// The form does not exist for this system, or not at working precision.
  ///
  /// @param reason a sentence that says why
  record Impossible(String reason) implements Realisation {}

  /// B and C in the coordinates of a transformation whose A is known.
  static Realisation of(StateSpace original, DMatrixRMaj a, DMatrixRMaj t) {
    DMatrixRMaj b = new RefinedSolver(t).solve(original.b());
    return of(original, a, b, Products.times(original.c(), t), t);
  }

  /// A realisation whose matrices are known.
  static Realisation of(
      StateSpace original, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj t) {
    for (DMatrixRMaj matrix : new DMatrixRMaj[] {a, b, c, t}) {
      if (!Double.isFinite(Products.frobenius(matrix))) {
        return new Impossible("The transformation is singular to working precision");
      }
    }
    double[] singular = SingularValues.of(t);
    double smallest = singular[singular.length - 1];
    double condition = smallest == 0 ? Double.POSITIVE_INFINITY : singular[0] / smallest;
    DMatrixRMaj left = Products.times(original.a(), t);
    DMatrixRMaj right = Products.times(t, a);
    double size =
        (Products.frobenius(original.a()) + Products.frobenius(a)) * Products.frobenius(t);
    CommonOps_DDRM.subtractEquals(left, right);
    double residual = size == 0 ? 0 : Products.frobenius(left) / size;
    return new Realised(
        new StateSpace(a, b, c, original.d(), original.timeDomain()), t, condition, residual);
  }
}
