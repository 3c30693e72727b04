package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The Schwarz recurrence whose tokens choose C: [CanonicalStep] with [SchwarzMatrix], in two
/// sweeps over the states a token, whose arithmetic is in the documentation of those two.
///
/// Forward the first sweep eliminates and the second substitutes back, updates the state and reads
/// it out. Backward the first takes C dy and eliminates, and the second substitutes back and
/// differentiates.
final class SchwarzStep extends ScanStep {
  private final SchwarzMatrix schwarz;

  /// y_i / d_i of the elimination.
  private final float[] quotients;

  private final float[] scale = new float[LANES];
  private final float[] scaleGradient = new float[LANES];

  SchwarzStep(SignalBlock block, OpenVector open, SchwarzMatrix matrix, int padded) {
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
    float[] outputs = open.ofTokens;
    FloatVector h = fromArray(SPECIES, states, from);
    FloatVector y = h.add(h);
    for (int i = 0; i < last; i += LANES) {
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(states, to + i);
      h = fromArray(SPECIES, states, from + LANES + i);
      y = y.fma(fromArray(SPECIES, multipliers, from + i).neg(), h.add(h));
    }
    FloatVector drive =
        fromArray(SPECIES, block.step, t * LANES).mul(fromArray(SPECIES, block.input, t * LANES));
    y = drive.fma(fromArray(SPECIES, scale, 0), y);
    FloatVector v = y.mul(fromArray(SPECIES, inverses, from + last));
    FloatVector next = v.sub(fromArray(SPECIES, states, from + last));
    next.intoArray(states, to + last);
    int c = t * order + order - 1;
    FloatVector sum = next.mul(outputs[c]);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      v = v.fma(fromArray(SPECIES, multipliers, from + i), fromArray(SPECIES, states, to + i));
      next = v.sub(fromArray(SPECIES, states, from + i));
      next.intoArray(states, to + i);
      c--;
      sum = next.fma(FloatVector.broadcast(SPECIES, outputs[c]), sum);
    }
    sum.intoArray(block.output, t * LANES);
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

  /// Adds C dy to the gradient of h' and dy h' to that of C, and eliminates.
  private void eliminate(int t, int at) {
    int last = (order - 1) * LANES;
    int from = t * order * LANES;
    int after = from + order * LANES;
    float[] inverses = schwarz.inverses;
    float[] multipliers = schwarz.multipliers;
    float[] outputs = open.ofTokens;
    float[] outputGradients = open.gradients;
    FloatVector dy = fromArray(SPECIES, block.outputGradient, t * LANES);
    FloatVector y = FloatVector.zero(SPECIES);
    FloatVector m = FloatVector.zero(SPECIES);
    int c = t * order;
    for (int i = 0; i <= last; i += LANES) {
      dy.fma(fromArray(SPECIES, states, after + i), fromArray(SPECIES, outputGradients, from + i))
          .intoArray(outputGradients, from + i);
      FloatVector g =
          dy.fma(
              FloatVector.broadcast(SPECIES, outputs[c]),
              fromArray(SPECIES, stateGradient, at + i));
      c++;
      g.intoArray(stateGradient, at + i);
      y = y.fma(m, g);
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(quotients, i);
      m = fromArray(SPECIES, multipliers, from + i);
    }
  }

  private void differentiate(int t, int at, float[] gradients, int parametersAt) {
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    float[] multipliers = schwarz.multipliers;
    float[] parameters = schwarz.parameters;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector w = fromArray(SPECIES, quotients, last);
    FloatVector v =
        fromArray(SPECIES, states, before + last).add(fromArray(SPECIES, states, after + last));
    w.add(w).sub(fromArray(SPECIES, stateGradient, at + last)).intoArray(stateGradient, at + last);
    FloatVector damped = w.mul(v).neg();
    damped
        .fma(delta, fromArray(SPECIES, gradients, parametersAt + last))
        .intoArray(gradients, parametersAt + last);
    FloatVector form = damped.mul(fromArray(SPECIES, parameters, parametersAt + last));
    FloatVector u = fromArray(SPECIES, block.input, t * LANES);
    FloatVector driven = w.mul(fromArray(SPECIES, scale, 0));
    driven.mul(step).intoArray(block.inputGradient, t * LANES);
    w.fma(step.mul(u), fromArray(SPECIES, scaleGradient, 0)).intoArray(scaleGradient, 0);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      FloatVector wBelow =
          w.fma(
              fromArray(SPECIES, multipliers, before + i).neg(), fromArray(SPECIES, quotients, i));
      FloatVector vBelow =
          fromArray(SPECIES, states, before + i).add(fromArray(SPECIES, states, after + i));
      wBelow
          .add(wBelow)
          .sub(fromArray(SPECIES, stateGradient, at + i))
          .intoArray(stateGradient, at + i);
      FloatVector turned = wBelow.mul(v).sub(w.mul(vBelow));
      turned
          .fma(delta, fromArray(SPECIES, gradients, parametersAt + i))
          .intoArray(gradients, parametersAt + i);
      form = turned.fma(fromArray(SPECIES, parameters, parametersAt + i), form);
      w = wBelow;
      v = vBelow;
    }
    driven.fma(u, form.mul(0.5f)).intoArray(block.stepGradient, t * LANES);
  }
}
