package org.statescope.analysis.response;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.statescope.analysis.gramian.PreciseBalancing;
import org.statescope.analysis.linalg.Resolvent;
import org.statescope.analysis.linalg.SpectralNorm;

/// The error of a balanced truncation as a response of the states that it removes, in doubles and
/// without the cancellation of G − Gᵣ.
///
/// - Formula: with A, B, C cut into kept (1) and removed (2) states and R = (s − A₁₁)⁻¹, G − Gᵣ =
///   (C₂ + C₁ R A₁₂) (s − A₂₂ − A₂₁ R A₁₂)⁻¹ (B₂ + A₂₁ R B₁).
/// - Modified: nothing.
/// - Edge cases: an order at which nothing is removed is refused; infinite at a pole.
/// - Tolerance: that of the entries, relative to each, since balancing makes those of the removed
///   states small; good for finding a peak.
/// - Algorithm: the Schur complement of the kept states. Cost: about 3 n³ operations a point.
final class TruncatedStates {
  private final int inputs;
  private final int outputs;
  private final DMatrixRMaj a22;
  private final DMatrixRMaj b2;
  private final DMatrixRMaj c2;

  /// [A₂₁; C₁] R [A₁₂, B₁].
  private final Resolvent kept;

  private TruncatedStates(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, int order) {
    int n = a.numRows;
    inputs = b.numCols;
    outputs = c.numRows;
    a22 = CommonOps_DDRM.extract(a, order, n, order, n);
    b2 = CommonOps_DDRM.extract(b, order, n, 0, inputs);
    c2 = CommonOps_DDRM.extract(c, 0, outputs, order, n);
    DMatrixRMaj in =
        CommonOps_DDRM.concatColumns(
            CommonOps_DDRM.extract(a, 0, order, order, n),
            CommonOps_DDRM.extract(b, 0, order, 0, inputs),
            null);
    DMatrixRMaj out = new DMatrixRMaj(n - order + outputs, order);
    CommonOps_DDRM.insert(CommonOps_DDRM.extract(a, order, n, 0, order), out, 0, 0);
    CommonOps_DDRM.insert(CommonOps_DDRM.extract(c, 0, outputs, 0, order), out, n - order, 0);
    kept = Resolvent.refined(CommonOps_DDRM.extract(a, 0, order, 0, order), in, out);
  }

  static TruncatedStates of(PreciseBalancing balancing, int order) {
    if (order >= balancing.order()) {
      throw new IllegalArgumentException(
          "The reduced order is %d but only %d states are balanced"
              .formatted(order, balancing.order()));
    }
    return new TruncatedStates(
        balancing.a().toDoubles(), balancing.b().toDoubles(), balancing.c().toDoubles(), order);
  }

  /// σ_max(G − Gᵣ) at s = re + i·im.
  double gain(double re, double im) {
    int removed = a22.numRows;
    ZMatrixRMaj blocks = kept.at(re, im);
    ZMatrixRMaj delta = new ZMatrixRMaj(removed, removed);
    ZMatrixRMaj in = new ZMatrixRMaj(removed, inputs);
    ZMatrixRMaj out = new ZMatrixRMaj(outputs, removed);
    for (int i = 0; i < removed; i++) {
      for (int j = 0; j < removed; j++) {
        double onDiagonal = i == j ? 1 : 0;
        delta.set(
            i,
            j,
            onDiagonal * re - a22.get(i, j) - blocks.getReal(i, j),
            onDiagonal * im - blocks.getImag(i, j));
      }
      for (int j = 0; j < inputs; j++) {
        in.set(i, j, b2.get(i, j) + blocks.getReal(i, removed + j), blocks.getImag(i, removed + j));
      }
      for (int j = 0; j < outputs; j++) {
        out.set(
            j, i, c2.get(j, i) + blocks.getReal(removed + j, i), blocks.getImag(removed + j, i));
      }
    }
    ZMatrixRMaj state = new ZMatrixRMaj(removed, inputs);
    if (!CommonOps_ZDRM.solve(delta, in, state)) {
      return Double.POSITIVE_INFINITY;
    }
    ZMatrixRMaj error = new ZMatrixRMaj(outputs, inputs);
    CommonOps_ZDRM.mult(out, state, error);
    return SpectralNorm.of(error);
  }
}
