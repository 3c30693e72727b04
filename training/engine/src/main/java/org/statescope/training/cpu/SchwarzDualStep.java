package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The dual Schwarz recurrence whose tokens choose B: the transpose of [SchwarzStep], in which
/// every f and with it every multiplier has the other sign.
final class SchwarzDualStep extends ScanStep {
  private final SchwarzMatrix schwarz;

  /// y_i / d_i of the elimination.
  private final float[] quotients;

  private final float[] scale = new float[LANES];
  private final float[] scaleGradient = new float[LANES];

  SchwarzDualStep(SignalBlock block, OpenVector open, SchwarzMatrix matrix, int padded) {
    super(block, open, matrix, padded);
    schwarz = matrix;
    quotients = new float[order * LANES];
  }

  @Override
  void advance(int tokens) {
    fromArray(SPECIES, matrix.parameters, matrix.at + (order - 1) * LANES)
        .mul(2f)
        .sqrt()
        .intoArray(scale, 0);
    for (int t = 0; t < tokens; t++) {
      advanceOne(t);
    }
  }

  private void advanceOne(int t) {
    int last = (order - 1) * LANES;
    int from = t * order * LANES;
    int to = from + order * LANES;
    float[] inverses = schwarz.inverses;
    float[] multipliers = schwarz.multipliers;
    float[] inputs = open.ofTokens;
    FloatVector drive =
        fromArray(SPECIES, block.step, t * LANES).mul(fromArray(SPECIES, block.input, t * LANES));
    FloatVector y = FloatVector.zero(SPECIES);
    FloatVector m = FloatVector.zero(SPECIES);
    int b = t * order;
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = fromArray(SPECIES, states, from + i);
      FloatVector r = drive.fma(FloatVector.broadcast(SPECIES, inputs[b]), h.add(h));
      b++;
      y = y.fma(m, r);
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(states, to + i);
      m = fromArray(SPECIES, multipliers, from + i);
    }
    FloatVector v = fromArray(SPECIES, states, to + last);
    FloatVector next = v.sub(fromArray(SPECIES, states, from + last));
    next.intoArray(states, to + last);
    next.mul(fromArray(SPECIES, scale, 0)).intoArray(block.output, t * LANES);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      v =
          v.fma(
              fromArray(SPECIES, multipliers, from + i).neg(), fromArray(SPECIES, states, to + i));
      v.sub(fromArray(SPECIES, states, from + i)).intoArray(states, to + i);
    }
  }

  @Override
  void adjoint(int at, float[] gradients, int parametersAt, int tokens) {
    Arrays.fill(scaleGradient, 0);
    for (int t = tokens - 1; t >= 0; t--) {
      eliminate(t, at);
      differentiate(t, at, gradients, parametersAt);
    }
    int to = parametersAt + (order - 1) * LANES;
    fromArray(SPECIES, scaleGradient, 0)
        .div(fromArray(SPECIES, scale, 0))
        .add(fromArray(SPECIES, gradients, to))
        .intoArray(gradients, to);
  }

  /// Adds σ dy to the gradient of h'_N and dy h'_N to that of σ, and eliminates.
  private void eliminate(int t, int at) {
    int last = (order - 1) * LANES;
    int from = t * order * LANES;
    float[] inverses = schwarz.inverses;
    float[] multipliers = schwarz.multipliers;
    FloatVector dy = fromArray(SPECIES, block.outputGradient, t * LANES);
    dy.fma(
            fromArray(SPECIES, states, from + order * LANES + last),
            fromArray(SPECIES, scaleGradient, 0))
        .intoArray(scaleGradient, 0);
    dy.fma(fromArray(SPECIES, scale, 0), fromArray(SPECIES, stateGradient, at + last))
        .intoArray(stateGradient, at + last);
    FloatVector y = fromArray(SPECIES, stateGradient, at);
    for (int i = 0; i < last; i += LANES) {
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(quotients, i);
      y =
          y.fma(
              fromArray(SPECIES, multipliers, from + i).neg(),
              fromArray(SPECIES, stateGradient, at + LANES + i));
    }
    y.mul(fromArray(SPECIES, inverses, from + last)).intoArray(quotients, last);
  }

  private void differentiate(int t, int at, float[] gradients, int parametersAt) {
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    float[] multipliers = schwarz.multipliers;
    float[] parameters = schwarz.parameters;
    float[] inputs = open.ofTokens;
    float[] inputGradients = open.gradients;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector u = fromArray(SPECIES, block.input, t * LANES);
    FloatVector drive = step.mul(u);
    FloatVector w = fromArray(SPECIES, quotients, last);
    FloatVector v =
        fromArray(SPECIES, states, before + last).add(fromArray(SPECIES, states, after + last));
    w.add(w).sub(fromArray(SPECIES, stateGradient, at + last)).intoArray(stateGradient, at + last);
    FloatVector damped = w.mul(v).neg();
    damped
        .fma(delta, fromArray(SPECIES, gradients, parametersAt + last))
        .intoArray(gradients, parametersAt + last);
    FloatVector form = damped.mul(fromArray(SPECIES, parameters, parametersAt + last));
    int b = t * order + order - 1;
    FloatVector driven = w.mul(inputs[b]);
    drive
        .fma(w, fromArray(SPECIES, inputGradients, before + last))
        .intoArray(inputGradients, before + last);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      FloatVector wBelow =
          w.fma(fromArray(SPECIES, multipliers, before + i), fromArray(SPECIES, quotients, i));
      FloatVector vBelow =
          fromArray(SPECIES, states, before + i).add(fromArray(SPECIES, states, after + i));
      wBelow
          .add(wBelow)
          .sub(fromArray(SPECIES, stateGradient, at + i))
          .intoArray(stateGradient, at + i);
      b--;
      driven = wBelow.fma(FloatVector.broadcast(SPECIES, inputs[b]), driven);
      drive
          .fma(wBelow, fromArray(SPECIES, inputGradients, before + i))
          .intoArray(inputGradients, before + i);
      FloatVector turned = w.mul(vBelow).sub(wBelow.mul(v));
      turned
          .fma(delta, fromArray(SPECIES, gradients, parametersAt + i))
          .intoArray(gradients, parametersAt + i);
      form = turned.fma(fromArray(SPECIES, parameters, parametersAt + i), form);
      w = wBelow;
      v = vBelow;
    }
    driven.mul(step).intoArray(block.inputGradient, t * LANES);
    driven.fma(u, form.mul(0.5f)).intoArray(block.stepGradient, t * LANES);
  }
}
