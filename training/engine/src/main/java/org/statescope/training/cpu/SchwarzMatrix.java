package org.statescope.training.cpu;

import static org.statescope.training.cpu.SignalBlock.CHUNK;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// I − δA for the Schwarz form: A has f_i above and −f_i below the diagonal, i = 1 … N−1, and −g in
/// its last corner; the parameters are f_1 … f_{N−1}, g.
///
/// Elimination without pivoting: with e_i = δ f_i the pivots are d_1 = 1, d_{i+1} = 1 + e_i²/d_i,
/// and d_N has δg more. They are at least 1 for every Δ, f and g > 0, so nothing grows: the
/// symmetric part of I − δA is I + δg e_N e_Nᵀ, which is positive definite. The transposed matrix
/// has −e_i for e_i and the same pivots.
final class SchwarzMatrix extends StepMatrix {
  /// Tokens whose pivots are computed side by side: each is a chain of divisions, and the processor
  /// works on several at once.
  private static final int SIDE_BY_SIDE = 4;

  /// 1/d, `(token, state, lane)`.
  private final float[] inverses;

  SchwarzMatrix(int order) {
    super(order);
    inverses = new float[CHUNK * order * LANES];
  }

  @Override
  void factor(int tokens) {
    for (int t = 0; t < tokens; t += SIDE_BY_SIDE) {
      factorFour(t);
    }
  }

  /// Steps beyond the last token are left from an earlier chunk, or zero, and nobody reads what
  /// they give.
  private void factorFour(int t) {
    int stride = order * LANES;
    int to = t * stride;
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector delta0 = step(t).mul(half);
    FloatVector delta1 = step(t + 1).mul(half);
    FloatVector delta2 = step(t + 2).mul(half);
    FloatVector delta3 = step(t + 3).mul(half);
    FloatVector pivot0 = one;
    FloatVector pivot1 = one;
    FloatVector pivot2 = one;
    FloatVector pivot3 = one;
    for (int i = 0; i < order - 1; i++) {
      FloatVector f = parameter(i);
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
      pivot0 = e0.mul(inverse0).fma(e0, one);
      pivot1 = e1.mul(inverse1).fma(e1, one);
      pivot2 = e2.mul(inverse2).fma(e2, one);
      pivot3 = e3.mul(inverse3).fma(e3, one);
    }
    FloatVector g = parameter(order - 1);
    finish(t, g.fma(delta0, pivot0));
    finish(t + 1, g.fma(delta1, pivot1));
    finish(t + 2, g.fma(delta2, pivot2));
    finish(t + 3, g.fma(delta3, pivot3));
  }

  private void finish(int t, FloatVector pivot) {
    pivot.intoArray(safety, t * LANES);
    FloatVector.broadcast(SPECIES, 1f)
        .div(pivot)
        .intoArray(inverses, ((t + 1) * order - 1) * LANES);
  }

  @Override
  void solve(int t, float[] r, float[] x) {
    eliminate(t, 0.5f, r, x);
  }

  @Override
  void solveTransposed(int t, float[] r, float[] x) {
    eliminate(t, -0.5f, r, x);
  }

  /// With m_i = e_i/d_i: y_1 = r_1, y_{i+1} = r_{i+1} − m_i y_i, x_N = y_N/d_N, x_i = y_i/d_i + m_i
  /// x_{i+1}; each chain is one multiply-add a state.
  private void eliminate(int t, float half, float[] r, float[] x) {
    FloatVector delta = step(t).mul(half);
    int from = t * order * LANES;
    FloatVector y = vector(r, 0);
    y.mul(vector(inverses, from)).intoArray(x, 0);
    for (int i = 1; i < order; i++) {
      FloatVector m = parameter(i - 1).mul(delta).mul(vector(inverses, from + (i - 1) * LANES));
      y = y.fma(m.neg(), vector(r, i * LANES));
      y.mul(vector(inverses, from + i * LANES)).intoArray(x, i * LANES);
    }
    FloatVector above = vector(x, (order - 1) * LANES);
    for (int i = order - 2; i >= 0; i--) {
      FloatVector m = parameter(i).mul(delta).mul(vector(inverses, from + i * LANES));
      above = above.fma(m, vector(x, i * LANES));
      above.intoArray(x, i * LANES);
    }
  }

  @Override
  void differentiate(int t, float[] w, float[] v, float[] gradients, int gradientAt, float[] form) {
    FloatVector delta = step(t).mul(0.5f);
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector wHere = vector(w, 0);
    FloatVector vHere = vector(v, 0);
    for (int i = 0; i < order - 1; i++) {
      FloatVector wNext = vector(w, (i + 1) * LANES);
      FloatVector vNext = vector(v, (i + 1) * LANES);
      FloatVector turned = wHere.mul(vNext).sub(wNext.mul(vHere));
      sum = turned.fma(parameter(i), sum);
      int to = gradientAt + i * LANES;
      turned.fma(delta, vector(gradients, to)).intoArray(gradients, to);
      wHere = wNext;
      vHere = vNext;
    }
    FloatVector damped = wHere.mul(vHere).neg();
    int to = gradientAt + (order - 1) * LANES;
    damped.fma(delta, vector(gradients, to)).intoArray(gradients, to);
    damped.fma(parameter(order - 1), sum).intoArray(form, 0);
  }

  private static FloatVector vector(float[] from, int index) {
    return FloatVector.fromArray(SPECIES, from, index);
  }
}
