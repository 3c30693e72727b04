package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The dual Schwarz recurrence, whose tokens choose B.
final class SchwarzDualStep extends SchwarzSweeps {
  /// @param matrix the transposed one
  SchwarzDualStep(SignalBlock block, OpenVector open, SchwarzMatrix matrix, int padded) {
    super(CanonicalScan.SCHWARZ_DUAL, block, open, matrix, padded);
  }

  @Override
  void advance(int tokens) {
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
    int b = t * order;
    FloatVector h = fromArray(SPECIES, states, from);
    FloatVector y = drive.fma(FloatVector.broadcast(SPECIES, inputs[b]), h.add(h));
    for (int i = 0; i < last; i += LANES) {
      b++;
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(states, to + i);
      h = fromArray(SPECIES, states, from + LANES + i);
      FloatVector r = drive.fma(FloatVector.broadcast(SPECIES, inputs[b]), h.add(h));
      y = y.fma(fromArray(SPECIES, multipliers, from + i).neg(), r);
    }
    FloatVector v = y.mul(fromArray(SPECIES, inverses, from + last));
    FloatVector next = v.sub(fromArray(SPECIES, states, from + last));
    next.intoArray(states, to + last);
    next.mul(fromArray(SPECIES, scale, 0)).intoArray(block.output, t * LANES);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      v = v.fma(fromArray(SPECIES, multipliers, from + i), fromArray(SPECIES, states, to + i));
      v.sub(fromArray(SPECIES, states, from + i)).intoArray(states, to + i);
    }
  }

  @Override
  void adjoint(int at, float[] gradients, int tokens) {
    for (int t = tokens - 1; t >= 0; t--) {
      receive(t, at);
      eliminate(t, at);
      differentiate(t, at, gradients);
    }
  }

  /// Adds σ dy to the gradient of h'_N and dy h'_N to that of σ.
  private void receive(int t, int at) {
    int last = (order - 1) * LANES;
    FloatVector dy = fromArray(SPECIES, block.outputGradient, t * LANES);
    dy.fma(
            fromArray(SPECIES, states, (t + 1) * order * LANES + last),
            fromArray(SPECIES, scaleGradient, at / order))
        .intoArray(scaleGradient, at / order);
    dy.fma(fromArray(SPECIES, scale, 0), fromArray(SPECIES, stateGradient, at + last))
        .intoArray(stateGradient, at + last);
  }

  /// The second sweep. A transposed has −f for f, and so have wᵀAv and its gradients.
  private void differentiate(int t, int at, float[] gradients) {
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    int parametersAt = matrix.at;
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
    damped.fma(delta, fromArray(SPECIES, gradients, at + last)).intoArray(gradients, at + last);
    FloatVector form = damped.mul(fromArray(SPECIES, parameters, parametersAt + last));
    int b = t * order + order - 1;
    FloatVector driven = w.mul(inputs[b]);
    drive
        .fma(w, fromArray(SPECIES, inputGradients, before + last))
        .intoArray(inputGradients, before + last);
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
      b--;
      driven = wBelow.fma(FloatVector.broadcast(SPECIES, inputs[b]), driven);
      drive
          .fma(wBelow, fromArray(SPECIES, inputGradients, before + i))
          .intoArray(inputGradients, before + i);
      FloatVector turned = w.mul(vBelow).sub(wBelow.mul(v));
      turned.fma(delta, fromArray(SPECIES, gradients, at + i)).intoArray(gradients, at + i);
      form = turned.fma(fromArray(SPECIES, parameters, parametersAt + i), form);
      w = wBelow;
      v = vBelow;
    }
    driven.mul(step).intoArray(block.inputGradient, t * LANES);
    driven.fma(u, form.mul(0.5f)).intoArray(block.stepGradient, t * LANES);
  }
}
