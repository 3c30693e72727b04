package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The Schwarz recurrence whose tokens choose C. Backward, the second sweep of a token also takes
/// in C dy of the token before, whose state it has at hand.
final class SchwarzStep extends SchwarzSweeps {
  /// Stands for C and dy before the first token of a chunk.
  private final float[] nothing;

  /// Takes the gradient of that C.
  private final float[] nowhere;

  SchwarzStep(SignalBlock block, OpenVector open, SchwarzMatrix matrix, int padded) {
    super(CanonicalScan.SCHWARZ, block, open, matrix, padded);
    nothing = new float[Math.max(order, LANES)];
    nowhere = new float[order * LANES];
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
  void adjoint(int at, float[] gradients, int tokens) {
    receive(tokens - 1, at);
    for (int t = tokens - 1; t > 0; t--) {
      eliminate(t, at);
      int c = (t - 1) * order;
      differentiate(
          t, at, gradients, block.outputGradient, t - 1, open.ofTokens, c, open.gradients);
    }
    eliminate(0, at);
    differentiate(0, at, gradients, nothing, 0, nothing, 0, nowhere);
  }

  /// Adds C dy to the gradient of h', and dy h' to that of C, for the last token of a chunk.
  private void receive(int t, int at) {
    int after = (t + 1) * order * LANES;
    float[] outputs = open.ofTokens;
    float[] outputGradients = open.gradients;
    FloatVector dy = fromArray(SPECIES, block.outputGradient, t * LANES);
    for (int i = 0; i < order; i++) {
      int to = (t * order + i) * LANES;
      dy.fma(fromArray(SPECIES, states, after + i * LANES), fromArray(SPECIES, outputGradients, to))
          .intoArray(outputGradients, to);
      dy.fma(
              FloatVector.broadcast(SPECIES, outputs[t * order + i]),
              fromArray(SPECIES, stateGradient, at + i * LANES))
          .intoArray(stateGradient, at + i * LANES);
    }
  }

  /// The second sweep of token t; `dys` at `earlier` and `outputs` from `c` are dy and C of the
  /// token before.
  private void differentiate(
      int t,
      int at,
      float[] gradients,
      float[] dys,
      int earlier,
      float[] outputs,
      int c,
      float[] outputGradients) {
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    int parametersAt = matrix.at;
    float[] multipliers = schwarz.multipliers;
    float[] parameters = schwarz.parameters;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector dy = fromArray(SPECIES, dys, earlier * LANES);
    FloatVector w = fromArray(SPECIES, quotients, last);
    FloatVector h = fromArray(SPECIES, states, before + last);
    FloatVector v = h.add(fromArray(SPECIES, states, after + last));
    int to = c * LANES + last;
    dy.fma(h, fromArray(SPECIES, outputGradients, to)).intoArray(outputGradients, to);
    dy.fma(
            FloatVector.broadcast(SPECIES, outputs[c + order - 1]),
            w.add(w).sub(fromArray(SPECIES, stateGradient, at + last)))
        .intoArray(stateGradient, at + last);
    FloatVector damped = w.mul(v).neg();
    damped.fma(delta, fromArray(SPECIES, gradients, at + last)).intoArray(gradients, at + last);
    FloatVector form = damped.mul(fromArray(SPECIES, parameters, parametersAt + last));
    FloatVector u = fromArray(SPECIES, block.input, t * LANES);
    FloatVector driven = w.mul(fromArray(SPECIES, scale, 0));
    driven.mul(step).intoArray(block.inputGradient, t * LANES);
    w.fma(step.mul(u), fromArray(SPECIES, scaleGradient, at / order))
        .intoArray(scaleGradient, at / order);
    int n = c + order - 1;
    for (int i = last - LANES; i >= 0; i -= LANES) {
      n--;
      to -= LANES;
      FloatVector wBelow =
          w.fma(
              fromArray(SPECIES, multipliers, before + i).neg(), fromArray(SPECIES, quotients, i));
      h = fromArray(SPECIES, states, before + i);
      FloatVector vBelow = h.add(fromArray(SPECIES, states, after + i));
      dy.fma(h, fromArray(SPECIES, outputGradients, to)).intoArray(outputGradients, to);
      dy.fma(
              FloatVector.broadcast(SPECIES, outputs[n]),
              wBelow.add(wBelow).sub(fromArray(SPECIES, stateGradient, at + i)))
          .intoArray(stateGradient, at + i);
      FloatVector turned = wBelow.mul(v).sub(w.mul(vBelow));
      turned.fma(delta, fromArray(SPECIES, gradients, at + i)).intoArray(gradients, at + i);
      form = turned.fma(fromArray(SPECIES, parameters, parametersAt + i), form);
      w = wBelow;
      v = vBelow;
    }
    driven.fma(u, form.mul(0.5f)).intoArray(block.stepGradient, t * LANES);
  }
}
