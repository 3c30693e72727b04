package org.statescope.analysis.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// The singular values of a matrix.
public final class SingularValues {
  private SingularValues() {}

  /// σ₁ ≥ σ₂ ≥ … ≥ 0 with A = U diag(σ) Vᵀ.
  ///
  /// - Shapes: min(m, n) values for an m×n matrix; none for an empty one.
  /// - Modified: nothing.
  /// - Edge cases: a NaN or infinite entry is refused.
  /// - Tolerance: each value to a small multiple of n·2⁻⁵³·σ₁, so that values far below σ₁ have few
  ///   correct digits.
  /// - Algorithm: bidiagonalisation and implicit QR (Golub, Reinsch, doi:10.1007/BF02163027), EJML.
  /// - Cost: about 8/3 n³ operations for a square matrix.
  public static double[] of(DMatrixRMaj a) {
    Shapes.requireFinite("A", a);
    if (a.numRows == 0 || a.numCols == 0) {
      return new double[0];
    }
    var svd = DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, false, true);
    if (!svd.decompose(a.copy())) {
      throw new ArithmeticException("The singular value iteration did not converge");
    }
    double[] values = Arrays.copyOf(svd.getSingularValues(), Math.min(a.numRows, a.numCols));
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double value = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = value;
    }
    return values;
  }
}
