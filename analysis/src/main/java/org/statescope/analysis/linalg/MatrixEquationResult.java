package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// What became of a linear matrix equation.
public sealed interface MatrixEquationResult {

  /// The solution with what it can be trusted for.
  ///
  /// @param x the solution
  /// @param relativeResidual ‖residual‖ / (the sum of the norms of the equation's terms), Frobenius
  /// @param conditionEstimate how much a relative perturbation of the data may grow in the
  ///   solution, as the norm of the operator times an estimate of the norm of its inverse; about
  ///   `conditionEstimate · 2⁻⁵³` relative error is to be expected, infinite if the estimate
  ///   overflowed
  record Solved(DMatrixRMaj x, double relativeResidual, double conditionEstimate)
      implements MatrixEquationResult {}

  /// The equation has no unique solution to working precision.
  ///
  /// @param reason a sentence that names the eigenvalues at fault
  record Singular(String reason) implements MatrixEquationResult {}
}
