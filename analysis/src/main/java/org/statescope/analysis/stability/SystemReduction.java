package org.statescope.analysis.stability;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.PivotedQr;
import org.statescope.analysis.linalg.Products;

/// One side of the reduction behind [InvariantZeros]: states that the outputs determine are removed
/// until D has full row rank. The system keeps its finite zeros.
record SystemReduction(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj d) {

  SystemReduction dual() {
    return new SystemReduction(
        Products.transpose(a), Products.transpose(c), Products.transpose(b), Products.transpose(d));
  }

  SystemReduction toFullRowRank(double tolerance) {
    SystemReduction current = this;
    while (current.c.numRows > 0) {
      SystemReduction next = current.step(tolerance);
      if (next == current) {
        return current;
      }
      current = next;
    }
    return current;
  }

  private SystemReduction step(double tolerance) {
    int n = a.numRows;
    int p = c.numRows;
    int m = b.numCols;
    // rows: D ← [D₁; 0], C ← [C₁; C₂]
    DMatrixRMaj outputs = c.copy();
    DMatrixRMaj feedthrough = d.copy();
    int rank = 0;
    if (m > 0) {
      PivotedQr compression = new PivotedQr(d, 0, 0, m, tolerance);
      rank = compression.rank();
      compression.applyToRows(outputs, 0);
      compression.applyToRows(feedthrough, 0);
    }
    if (rank == p) {
      return this;
    }
    DMatrixRMaj c1 = block(outputs, 0, rank, 0, n);
    DMatrixRMaj d1 = block(feedthrough, 0, rank, 0, m);
    DMatrixRMaj c2 = block(outputs, rank, p, 0, n);
    if (n == 0) {
      return new SystemReduction(a, b, c1, d1);
    }
    // columns: C₂V = [S, 0], and what S sees must be zero
    PivotedQr seen = new PivotedQr(Products.transpose(c2), 0, 0, p - rank, tolerance);
    int k = seen.rank();
    if (k == 0) {
      return new SystemReduction(a, b, c1, d1);
    }
    DMatrixRMaj state = a.copy();
    DMatrixRMaj input = b.copy();
    seen.applyToRows(state, 0);
    seen.applyToColumns(state, 0);
    seen.applyToRows(input, 0);
    seen.applyToColumns(c1, 0);
    return new SystemReduction(
        block(state, k, n, k, n),
        block(input, k, n, 0, m),
        above(block(c1, 0, rank, k, n), block(state, 0, k, k, n)),
        above(d1, block(input, 0, k, 0, m)));
  }

  private static DMatrixRMaj block(DMatrixRMaj x, int row0, int row1, int column0, int column1) {
    DMatrixRMaj y = new DMatrixRMaj(row1 - row0, column1 - column0);
    for (int i = row0; i < row1; i++) {
      System.arraycopy(
          x.data, i * x.numCols + column0, y.data, (i - row0) * y.numCols, column1 - column0);
    }
    return y;
  }

  private static DMatrixRMaj above(DMatrixRMaj x, DMatrixRMaj y) {
    DMatrixRMaj z = new DMatrixRMaj(x.numRows + y.numRows, x.numCols);
    System.arraycopy(x.data, 0, z.data, 0, x.numRows * x.numCols);
    System.arraycopy(y.data, 0, z.data, x.numRows * x.numCols, y.numRows * y.numCols);
    return z;
  }
}
