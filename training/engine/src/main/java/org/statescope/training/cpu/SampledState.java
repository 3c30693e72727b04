package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.statescope.training.run.Discretisation;

/// One state of one vector of channels over a chunk under a rule whose input gain is not Δ: h_t =
/// ā_t h_{t−1} + b̄_t B_t u_t.
///
/// With g_t the gradient of h_t, dā_t = g_t h_{t−1} and db̄_t = g_t B_t u_t. Both rules have ∂ā/∂Δ
/// = a·s, ∂b̄/∂Δ = s and ∂ā/∂a = Δ·s for one slope s, and the [DiagonalRule] knows it and ∂b̄/∂a.
final class SampledState {
  private final DiagonalRule rule;
  private final SelectiveScanScratch work;
  private final float[] gains = new float[LONGEST * LANES];
  private final float[] slopes = new float[LONGEST * LANES];
  private final float[] gainSlopes = new float[LONGEST * LANES];

  SampledState(Discretisation rule, SelectiveScanScratch work) {
    this.rule = DiagonalRule.of(rule);
    this.work = work;
  }

  /// Advances the state that the scratch carries at `at`, and adds C h to the output.
  void advance(float[] matrix, int at, int n, int tokens) {
    recompute(matrix, at, work.state, at, n, tokens);
    System.arraycopy(work.states, tokens * LANES, work.state, at, LANES);
  }

  /// The same from a state at the chunk's start, keeping all of its states.
  void recompute(float[] matrix, int at, float[] start, int startAt, int n, int tokens) {
    rule.sample(matrix, at, work.block.step, work.decays, gains, 0, tokens * LANES);
    float[] u = work.block.input;
    float[] y = work.block.output;
    FloatVector h = FloatVector.fromArray(SPECIES, start, startAt);
    h.intoArray(work.states, 0);
    for (int t = 0; t < tokens; t++) {
      int i = t * LANES;
      FloatVector drive =
          FloatVector.fromArray(SPECIES, u, i)
              .mul(work.inputs[n * LONGEST + t])
              .mul(FloatVector.fromArray(SPECIES, gains, i));
      h = h.fma(FloatVector.fromArray(SPECIES, work.decays, i), drive);
      h.intoArray(work.states, i + LANES);
      FloatVector c = FloatVector.broadcast(SPECIES, work.outputs[n * LONGEST + t]);
      h.fma(c, FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
    }
  }

  /// The gradients, after [#recompute].
  void adjoint(float[] matrix, float[] matrixGradient, int at, int n, int tokens) {
    float[] delta = work.block.step;
    rule.slopes(matrix, at, delta, work.decays, gains, slopes, gainSlopes, 0, tokens * LANES);
    float[] u = work.block.input;
    float[] inputGradient = work.block.inputGradient;
    float[] deltaGradient = work.block.stepGradient;
    FloatVector a = FloatVector.fromArray(SPECIES, matrix, at);
    FloatVector g = FloatVector.fromArray(SPECIES, work.stateGradient, at);
    FloatVector da = FloatVector.fromArray(SPECIES, matrixGradient, at);
    for (int t = tokens - 1; t >= 0; t--) {
      int i = t * LANES;
      int v = (n * LONGEST + t) * LANES;
      float b = work.inputs[n * LONGEST + t];
      FloatVector dy = FloatVector.fromArray(SPECIES, work.block.outputGradient, i);
      g = dy.fma(FloatVector.broadcast(SPECIES, work.outputs[n * LONGEST + t]), g);
      dy.fma(
              FloatVector.fromArray(SPECIES, work.states, i + LANES),
              FloatVector.fromArray(SPECIES, work.outputGradients, v))
          .intoArray(work.outputGradients, v);
      FloatVector gained = g.mul(FloatVector.fromArray(SPECIES, gains, i));
      FloatVector input = FloatVector.fromArray(SPECIES, u, i);
      gained
          .fma(input, FloatVector.fromArray(SPECIES, work.inputGradients, v))
          .intoArray(work.inputGradients, v);
      gained
          .fma(FloatVector.broadcast(SPECIES, b), FloatVector.fromArray(SPECIES, inputGradient, i))
          .intoArray(inputGradient, i);
      FloatVector ofGain = g.mul(input).mul(b);
      FloatVector ofDecay = g.mul(FloatVector.fromArray(SPECIES, work.states, i));
      FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
      ofDecay
          .fma(a, ofGain)
          .fma(slope, FloatVector.fromArray(SPECIES, deltaGradient, i))
          .intoArray(deltaGradient, i);
      da = ofGain.fma(FloatVector.fromArray(SPECIES, gainSlopes, i), da);
      da = ofDecay.mul(slope).fma(FloatVector.fromArray(SPECIES, delta, i), da);
      g = g.mul(FloatVector.fromArray(SPECIES, work.decays, i));
    }
    g.intoArray(work.stateGradient, at);
    da.intoArray(matrixGradient, at);
  }
}
