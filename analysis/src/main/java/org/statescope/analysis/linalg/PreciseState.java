package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// States of a discrete-time recursion X ← A X, kept in twice the working precision so that the
/// rounding of many steps does not show.
///
/// - Formula: X₊ = A X, Y = C X.
/// - Shapes: X n×m.
/// - Modified: nothing; every step is a new state.
/// - Edge cases: NaN and infinite starts are refused; a state that overflows becomes infinite or
///   NaN.
/// - Tolerance: relative errors of about k·2⁻¹⁰⁴‖|A|ᵏ|X|‖ after k steps.
/// - Algorithm: sums of products by [DoubleDouble].
/// - Cost: about 25 n² m operations for each step.
public final class PreciseState {
  private final DMatrixRMaj high;
  private final DMatrixRMaj low;

  /// Starts from a state; it is not modified.
  public PreciseState(DMatrixRMaj start) {
    Shapes.requireFinite("The state", start);
    this(start, new DMatrixRMaj(start.numRows, start.numCols));
  }

  private PreciseState(DMatrixRMaj high, DMatrixRMaj low) {
    this.high = high;
    this.low = low;
  }

  /// A X.
  public PreciseState advancedBy(DMatrixRMaj a) {
    DMatrixRMaj nextHigh = new DMatrixRMaj(a.numRows, high.numCols);
    DMatrixRMaj nextLow = new DMatrixRMaj(a.numRows, high.numCols);
    product(a, nextHigh, nextLow);
    return new PreciseState(nextHigh, nextLow);
  }

  /// C X, rounded once.
  public DMatrixRMaj seenThrough(DMatrixRMaj c) {
    DMatrixRMaj output = new DMatrixRMaj(c.numRows, high.numCols);
    product(c, output, new DMatrixRMaj(c.numRows, high.numCols));
    return output;
  }

  private void product(DMatrixRMaj a, DMatrixRMaj resultHigh, DMatrixRMaj resultLow) {
    Shapes.requireShape("The matrix", a, a.numRows, high.numRows);
    DoubleDouble sum = new DoubleDouble();
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < high.numCols; j++) {
        sum.set(0);
        for (int k = 0; k < high.numRows; k++) {
          sum.addProduct(a.get(i, k), high.get(k, j));
          sum.addProduct(a.get(i, k), low.get(k, j));
        }
        resultHigh.set(i, j, sum.value());
        resultLow.set(i, j, sum.remainder());
      }
    }
  }
}
