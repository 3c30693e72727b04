package org.statescope.analysis.stability;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The system matrix `[A − sI, B; C, D]` as a pencil P − sE.
///
/// @param p `[A, B; C, D]`
/// @param e the identity in the place of A, zero elsewhere
/// @param order n
record SystemPencil(DMatrixRMaj p, DMatrixRMaj e, int order) {
  static SystemPencil of(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj d) {
    int n = a.numRows;
    DMatrixRMaj p = new DMatrixRMaj(n + d.numRows, n + d.numCols);
    DMatrixRMaj e = new DMatrixRMaj(n + d.numRows, n + d.numCols);
    CommonOps_DDRM.insert(a, p, 0, 0);
    CommonOps_DDRM.insert(b, p, 0, n);
    CommonOps_DDRM.insert(c, p, n, 0);
    CommonOps_DDRM.insert(d, p, n, n);
    for (int i = 0; i < n; i++) {
      e.set(i, i, 1);
    }
    return new SystemPencil(p, e, n);
  }

  /// Rows of a square system matrix.
  int size() {
    return p.numRows;
  }
}
