package org.statescope.analysis.structure;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;

/// What the staircase takes for zero: one absolute tolerance for blocks that come from B, one for
/// blocks that come from A. They are two because the two matrices have different units: a tolerance
/// relative to ‖A‖ alone would call every weak input zero in a stiff system.
///
/// **Shapes**: A n × n, B n × m; two numbers. **Formula**: the given multiple of ‖B‖_F and of
/// ‖A‖_F. Nothing given is modified. **Edge cases**: 0 accepts everything that is not exactly zero;
/// negative and NaN are refused. **Algorithm**: the backward error of the orthogonal steps, c·n·u,
/// at rounding level. **Cost**: n² operations.
///
/// @param input for the first step, in the unit of B
/// @param state for every later step, in the unit of A
public record StaircaseTolerance(double input, double state) {
  private static final double ROUNDING_FACTOR = 4;

  public StaircaseTolerance {
    if (!(input >= 0) || !(state >= 0) || Double.isInfinite(input + state)) {
      throw new IllegalArgumentException(
          "a staircase tolerance must be finite and not negative, but these are "
              + input
              + " and "
              + state);
    }
  }

  /// Rounding level: 4·n·u·‖B‖_F and 4·n·u·‖A‖_F.
  public static StaircaseTolerance rounding(DMatrixRMaj a, DMatrixRMaj b) {
    return relative(a, b, ROUNDING_FACTOR * a.numRows * Precision.UNIT_ROUNDOFF);
  }

  /// The same multiple of ‖B‖_F and of ‖A‖_F.
  public static StaircaseTolerance relative(DMatrixRMaj a, DMatrixRMaj b, double factor) {
    Shapes.requirePair(a, b);
    return new StaircaseTolerance(factor * Products.frobenius(b), factor * Products.frobenius(a));
  }
}
