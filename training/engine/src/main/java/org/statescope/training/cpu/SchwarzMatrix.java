package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// I − δA for the Schwarz form: A has f_i above and −f_i below the diagonal, i = 1 … N−1, and −g in
/// its last corner; the parameters are f_1 … f_{N−1}, g.
///
/// Elimination without pivoting: with e_i = δ f_i the pivots are d_1 = 1, d_{i+1} = 1 + e_i²/d_i,
/// and d_N has δg more. They are at least 1 for every Δ, f and g > 0, so nothing grows: the
/// symmetric part of I − δA is I + δg e_N e_Nᵀ, which is positive definite. The transposed matrix
/// has −e_i for e_i and the same pivots: it is this matrix with −f for f.
final class SchwarzMatrix extends StepMatrix {
  /// Tokens whose pivots are computed side by side: each is a chain of divisions, and the processor
  /// works on several at once.
  private static final int SIDE_BY_SIDE = 4;

  /// 1/d_i, `(token, state, lane)`.
  final float[] inverses;

  /// m_i = e_i/d_i, likewise; the last is unused. The other sign if the matrix is transposed.
  final float[] multipliers;

  /// ±1, the sign of e.
  private final float sign;

  private SchwarzMatrix(int order, float sign) {
    super(order);
    this.sign = sign;
    inverses = new float[LONGEST * order * LANES];
    multipliers = new float[LONGEST * order * LANES];
  }

  static SchwarzMatrix of(int order) {
    return new SchwarzMatrix(order, 1);
  }

  /// The transposed matrix, with which [#solve] and [#solveTransposed] change places.
  static SchwarzMatrix transposed(int order) {
    return new SchwarzMatrix(order, -1);
  }

  @Override
  void factor(int tokens) {
    for (int t = 0; t < tokens; t += SIDE_BY_SIDE) {
      factorFour(t);
    }
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int t = 0; t < tokens; t++) {
      one.div(fromArray(SPECIES, safety, t * LANES))
          .intoArray(inverses, ((t + 1) * order - 1) * LANES);
    }
  }

  /// Steps beyond the last token are left from an earlier chunk, or zero, and nobody reads what
  /// they give.
  private void factorFour(int t) {
    int stride = order * LANES;
    int to = t * stride;
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f * sign);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector delta0 = fromArray(SPECIES, steps, t * LANES).mul(half);
    FloatVector delta1 = fromArray(SPECIES, steps, (t + 1) * LANES).mul(half);
    FloatVector delta2 = fromArray(SPECIES, steps, (t + 2) * LANES).mul(half);
    FloatVector delta3 = fromArray(SPECIES, steps, (t + 3) * LANES).mul(half);
    FloatVector pivot0 = one;
    FloatVector pivot1 = one;
    FloatVector pivot2 = one;
    FloatVector pivot3 = one;
    for (int i = 0; i < order - 1; i++) {
      FloatVector f = fromArray(SPECIES, parameters, at + i * LANES);
      FloatVector inverse0 = one.div(pivot0);
      FloatVector inverse1 = one.div(pivot1);
      FloatVector inverse2 = one.div(pivot2);
      FloatVector inverse3 = one.div(pivot3);
      inverse0.intoArray(inverses, to + i * LANES);
      inverse1.intoArray(inverses, to + stride + i * LANES);
      inverse2.intoArray(inverses, to + 2 * stride + i * LANES);
      inverse3.intoArray(inverses, to + 3 * stride + i * LANES);
      FloatVector e0 = f.mul(delta0);
      FloatVector e1 = f.mul(delta1);
      FloatVector e2 = f.mul(delta2);
      FloatVector e3 = f.mul(delta3);
      FloatVector m0 = e0.mul(inverse0);
      m0.intoArray(multipliers, to + i * LANES);
      pivot0 = m0.fma(e0, one);
      FloatVector m1 = e1.mul(inverse1);
      m1.intoArray(multipliers, to + stride + i * LANES);
      pivot1 = m1.fma(e1, one);
      FloatVector m2 = e2.mul(inverse2);
      m2.intoArray(multipliers, to + 2 * stride + i * LANES);
      pivot2 = m2.fma(e2, one);
      FloatVector m3 = e3.mul(inverse3);
      m3.intoArray(multipliers, to + 3 * stride + i * LANES);
      pivot3 = m3.fma(e3, one);
    }
    FloatVector g = fromArray(SPECIES, parameters, at + (order - 1) * LANES);
    g.fma(delta0.mul(sign), pivot0).intoArray(safety, t * LANES);
    g.fma(delta1.mul(sign), pivot1).intoArray(safety, (t + 1) * LANES);
    g.fma(delta2.mul(sign), pivot2).intoArray(safety, (t + 2) * LANES);
    g.fma(delta3.mul(sign), pivot3).intoArray(safety, (t + 3) * LANES);
  }

  /// With m_i = e_i/d_i: y_1 = r_1, y_{i+1} = r_{i+1} − m_i y_i, x_N = y_N/d_N, x_i = y_i/d_i + m_i
  /// x_{i+1}; each chain is one multiply-add a state.
  @Override
  void solve(int t, float[] r, float[] x) {
    int from = t * order * LANES;
    int last = (order - 1) * LANES;
    FloatVector y = fromArray(SPECIES, r, 0);
    for (int i = 0; i < last; i += LANES) {
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(x, i);
      y = y.fma(fromArray(SPECIES, multipliers, from + i).neg(), fromArray(SPECIES, r, i + LANES));
    }
    FloatVector above = y.mul(fromArray(SPECIES, inverses, from + last));
    above.intoArray(x, last);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      above = above.fma(fromArray(SPECIES, multipliers, from + i), fromArray(SPECIES, x, i));
      above.intoArray(x, i);
    }
  }

  /// As [#solve] with −m for m.
  @Override
  void solveTransposed(int t, float[] r, float[] x) {
    int from = t * order * LANES;
    int last = (order - 1) * LANES;
    FloatVector y = fromArray(SPECIES, r, 0);
    for (int i = 0; i < last; i += LANES) {
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(x, i);
      y = y.fma(fromArray(SPECIES, multipliers, from + i), fromArray(SPECIES, r, i + LANES));
    }
    FloatVector above = y.mul(fromArray(SPECIES, inverses, from + last));
    above.intoArray(x, last);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      above = above.fma(fromArray(SPECIES, multipliers, from + i).neg(), fromArray(SPECIES, x, i));
      above.intoArray(x, i);
    }
  }

  @Override
  void differentiate(int t, float[] w, float[] v, float[] gradients, int gradientAt, float[] form) {
    FloatVector delta = fromArray(SPECIES, steps, t * LANES).mul(0.5f);
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector wHere = fromArray(SPECIES, w, 0);
    FloatVector vHere = fromArray(SPECIES, v, 0);
    for (int i = 0; i < order - 1; i++) {
      FloatVector wNext = fromArray(SPECIES, w, (i + 1) * LANES);
      FloatVector vNext = fromArray(SPECIES, v, (i + 1) * LANES);
      FloatVector turned = wHere.mul(vNext).sub(wNext.mul(vHere));
      sum = turned.fma(fromArray(SPECIES, parameters, at + i * LANES), sum);
      int to = gradientAt + i * LANES;
      turned.fma(delta, fromArray(SPECIES, gradients, to)).intoArray(gradients, to);
      wHere = wNext;
      vHere = vNext;
    }
    FloatVector damped = wHere.mul(vHere).neg();
    int to = gradientAt + (order - 1) * LANES;
    damped.fma(delta, fromArray(SPECIES, gradients, to)).intoArray(gradients, to);
    damped.fma(fromArray(SPECIES, parameters, at + (order - 1) * LANES), sum).intoArray(form, 0);
  }
}
