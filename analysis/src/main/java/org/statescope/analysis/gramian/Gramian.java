package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.SingularValues;

/// A Gramian W = L Lᵀ, kept as its factor so that it is positive semidefinite by construction and
/// its small eigenvalues keep their digits.
///
/// - Shapes: W n×n, L n×k.
/// - Modified: nothing.
/// - Edge cases: states that nothing drives, or nothing shows, give eigenvalues of 0 and an
///   infinite condition.
/// - Tolerance: about `conditionEstimate · 2⁻⁵³` relative to ‖W‖.
/// - Algorithm: see [Gramians]; the eigenvalues are squared singular values of L.
/// - Cost: about 8/3 n³ operations for the eigenvalues or the condition.
///
/// @param matrix W, exactly symmetric
/// @param factor L
/// @param relativeResidual how well W satisfies its defining equation, relative to the sum of the
///   norms of the equation's terms
/// @param conditionEstimate how much a relative change of A may grow in W
public record Gramian(
    DMatrixRMaj matrix, DMatrixRMaj factor, double relativeResidual, double conditionEstimate) {
  public Gramian {
    Shapes.requireSquare("The Gramian", matrix);
    if (factor.numRows != matrix.numRows) {
      throw new IllegalArgumentException(
          "The Gramian is " + Shapes.of(matrix) + " but its factor is " + Shapes.of(factor));
    }
  }

  /// The eigenvalues of W in falling order, as squared singular values of L: the energy that each
  /// direction stores, none of them negative.
  public double[] eigenvalues() {
    double[] values = SingularValues.of(factor);
    double[] eigenvalues = new double[matrix.numRows];
    for (int i = 0; i < Math.min(values.length, eigenvalues.length); i++) {
      eigenvalues[i] = values[i] * values[i];
    }
    return eigenvalues;
  }

  /// The ratio of the largest to the smallest eigenvalue of W; infinite if the smallest is zero.
  public double condition() {
    double[] eigenvalues = eigenvalues();
    double smallest = eigenvalues[eigenvalues.length - 1];
    return smallest == 0 ? Double.POSITIVE_INFINITY : eigenvalues[0] / smallest;
  }

  static Gramian ofFactor(DMatrixRMaj factor, double relativeResidual, double conditionEstimate) {
    return new Gramian(Products.gram(factor), factor, relativeResidual, conditionEstimate);
  }
}
