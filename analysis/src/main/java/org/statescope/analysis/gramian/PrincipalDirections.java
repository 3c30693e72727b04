package org.statescope.analysis.gramian;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// The axes of a Gramian's ellipsoid: which combinations of states the input moves easily (W_c) or
/// the output sees well (W_o), and which hardly at all.
///
/// - Formula: W = U diag(σ²) Uᵀ from the singular value decomposition L = U diag(σ) Vᵀ of W = L Lᵀ.
/// - Shapes: n energies; the directions are the columns of U, n×n.
/// - Modified: nothing.
/// - Edge cases: directions of equal energies are any basis of their span; a factor with fewer
///   columns than rows has energies of 0. The sign of a direction is a convention: its largest
///   component is positive.
/// - Tolerance: an energy is known to about n·2⁻⁵²·σ₁σᵢ; a direction to that over the gap to its
///   neighbours.
/// - Algorithm: Golub and Kahan's, by EJML. Cost: about 20 n³ operations.
///
/// @param energies eigenvalues of W in falling order, none negative
/// @param directions a unit vector in each column
public record PrincipalDirections(double[] energies, DMatrixRMaj directions) {

  /// The axes of a Gramian, see the record.
  public static PrincipalDirections of(Gramian gramian) {
    DMatrixRMaj factor = gramian.factor();
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(factor.numRows, factor.numCols, true, false, false);
    if (!svd.decompose(factor.copy())) {
      throw new ArithmeticException("The singular values of a Gramian's factor did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj values = svd.getW(null);
    SingularOps_DDRM.descendingOrder(u, false, values, null, false);
    int n = factor.numRows;
    double[] energies = new double[n];
    for (int i = 0; i < Math.min(n, factor.numCols); i++) {
      energies[i] = values.get(i, i) * values.get(i, i);
    }
    for (int column = 0; column < n; column++) {
      pointUp(u, column);
    }
    return new PrincipalDirections(energies, u);
  }

  /// The direction that belongs to an energy.
  public double[] direction(int index) {
    double[] direction = new double[directions.numRows];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = directions.get(i, index);
    }
    return direction;
  }

  private static void pointUp(DMatrixRMaj u, int column) {
    double largest = 0;
    for (int i = 0; i < u.numRows; i++) {
      if (Math.abs(u.get(i, column)) > Math.abs(largest)) {
        largest = u.get(i, column);
      }
    }
    for (int i = 0; largest < 0 && i < u.numRows; i++) {
      u.set(i, column, -u.get(i, column));
    }
  }
}
