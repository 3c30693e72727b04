package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.CharacteristicPolynomial;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.RefinedSolver;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.StateSpace;

/// The controllable and the observable canonical form of a system with one input or one output.
public final class CompanionRealisation {
  private CompanionRealisation() {}

  /// A_z the controllable companion matrix of the characteristic polynomial, B_z = eₙ.
  ///
  /// - Formula: T = [t₁ … tₙ] with tₙ = B, tⱼ₋₁ = A tⱼ + aⱼ₋₁ B.
  /// - Shapes: one input, any number of outputs.
  /// - Modified: nothing.
  /// - Edge cases: a system that is not controllable has a singular T; with more than one input the
  ///   form is not defined. Both give [Realisation.Impossible].
  /// - Tolerance: see the reported condition, which grows exponentially with the order: beyond
  ///   about ten states the form is seldom worth having.
  /// - Algorithm: coefficients by [CharacteristicPolynomial]; the recursion of Faddeev and
  ///   Leverrier on the vector B.
  /// - Cost: about 15 n³ operations.
  public static Realisation controllable(StateSpace system) {
    if (system.inputs() != 1) {
      return new Realisation.Impossible(
          "The controllable canonical form needs one input but the system has " + system.inputs());
    }
    int n = system.order();
    double[] coefficients = CharacteristicPolynomial.coefficients(system.a());
    DMatrixRMaj t = new DMatrixRMaj(n, n);
    DMatrixRMaj column = system.b();
    for (int j = n - 1; j >= 0; j--) {
      for (int i = 0; i < n; i++) {
        t.set(i, j, column.get(i, 0));
      }
      DMatrixRMaj next = Products.times(system.a(), column);
      for (int i = 0; i < n; i++) {
        next.add(i, 0, coefficients[j] * system.b().get(i, 0));
      }
      column = next;
    }
    if (Products.frobenius(t) == 0) {
      return new Realisation.Impossible("B is zero, so no state can be reached");
    }
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    b.set(n - 1, 0, 1);
    Realisation realisation =
        Realisation.of(
            system, CompanionForm.controllable(coefficients), b, Products.times(system.c(), t), t);
    return checked(realisation, "controllable");
  }

  /// A_z the observable companion matrix, C_z = eₙᵀ: the dual of [#controllable].
  ///
  /// - Shapes: one output, any number of inputs.
  /// - Tolerance, edge cases, cost: as for [#controllable].
  public static Realisation observable(StateSpace system) {
    if (system.outputs() != 1) {
      return new Realisation.Impossible(
          "The observable canonical form needs one output but the system has " + system.outputs());
    }
    return switch (controllable(system.dual())) {
      case Realisation.Impossible _ ->
          new Realisation.Impossible(
              "The system is not observable to working precision, which the observable canonical"
                  + " form needs");
      case Realisation.Realised dual -> {
        // The dual's x = T z turns into z = Tᵀ x here.
        DMatrixRMaj inverse = Products.transpose(dual.transformation());
        DMatrixRMaj t = new RefinedSolver(inverse).solve(CommonOps_DDRM.identity(system.order()));
        StateSpace z = dual.system().dual();
        yield checked(Realisation.of(system, z.a(), z.b(), z.c(), t), "observable");
      }
    };
  }

  private static Realisation checked(Realisation realisation, String property) {
    if (realisation instanceof Realisation.Realised realised && realised.condition() < 0x1p52) {
      return realised;
    }
    return new Realisation.Impossible(
        "The system is not "
            + property
            + " to working precision, which the "
            + property
            + " canonical form needs");
  }
}
