package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The observable companion recurrence: tokens without a lane of large Δ, which are most, in two
/// fused sweeps over the states, with the arithmetic of [CompanionMatrix]; the others as any
/// canonical form.
final class ObservableCompanionStep extends CanonicalStep {
  private final CompanionMatrix companion;

  ObservableCompanionStep(
      SignalBlock block, OpenVector open, CompanionMatrix matrix, int paddedChannels) {
    super(CanonicalScan.OBSERVABLE_COMPANION, block, open, matrix, paddedChannels);
    companion = matrix;
  }

  @Override
  void advanceObservable(int t) {
    if (companion.prefersDifferences(t)) {
      super.advanceObservable(t);
    } else {
      advanceFused(t);
    }
  }

  private void advanceFused(int t) {
    int from = t * order * LANES;
    int to = from + order * LANES;
    int last = (order - 1) * LANES;
    float[] inputs = open.values;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector drive = step.mul(fromArray(SPECIES, block.input, t * LANES));
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = fromArray(SPECIES, states, from + i);
      FloatVector r = drive.fma(fromArray(SPECIES, inputs, i), h.add(h));
      r.intoArray(states, to + i);
      sum = sum.fma(delta, r);
    }
    FloatVector top = sum.div(fromArray(SPECIES, companion.divisors, t * LANES));
    FloatVector scaledTop = delta.mul(top).neg();
    FloatVector v = FloatVector.zero(SPECIES);
    for (int i = 0; i < last; i += LANES) {
      FloatVector a = fromArray(SPECIES, matrix.parameters, matrix.at + i);
      v = v.fma(delta, scaledTop.fma(a, fromArray(SPECIES, states, to + i)));
      v.sub(fromArray(SPECIES, states, from + i)).intoArray(states, to + i);
    }
    FloatVector h = top.sub(fromArray(SPECIES, states, from + last));
    h.intoArray(states, to + last);
    h.intoArray(block.output, t * LANES);
  }

  @Override
  void adjointObservable(int t, int at) {
    if (companion.prefersDifferences(t)) {
      super.adjointObservable(t, at);
    } else {
      solveFused(t, at);
      differentiateFused(t, at);
    }
  }

  /// Adds dy to the gradient of h'_N and solves for w_N, left in `driven`.
  private void solveFused(int t, int at) {
    int last = (order - 1) * LANES;
    FloatVector delta = fromArray(SPECIES, block.step, t * LANES).mul(0.5f);
    FloatVector g =
        fromArray(SPECIES, block.outputGradient, t * LANES)
            .add(fromArray(SPECIES, stateGradient, at + last));
    g.intoArray(stateGradient, at + last);
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    for (int i = last - LANES; i >= 0; i -= LANES) {
      s = s.fma(delta, fromArray(SPECIES, stateGradient, at + i));
      feedback = s.fma(fromArray(SPECIES, matrix.parameters, matrix.at + i), feedback);
    }
    g.sub(delta.mul(feedback))
        .div(fromArray(SPECIES, companion.divisors, t * LANES))
        .intoArray(driven, 0);
  }

  /// With A transposed the quadratic form is vᵀAw, so that da_i = −δ v_N w_i.
  private void differentiateFused(int t, int at) {
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    int openAt = open.gradientsAt(t);
    float[] gradients = parameterGradients;
    float[] inputs = open.values;
    float[] inputGradients = open.gradients;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector u = fromArray(SPECIES, block.input, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector drive = step.mul(u);
    FloatVector top =
        fromArray(SPECIES, states, before + last).add(fromArray(SPECIES, states, after + last));
    FloatVector scaledTop = delta.mul(top).neg();
    FloatVector shifted = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    FloatVector inner = FloatVector.zero(SPECIES);
    FloatVector w = fromArray(SPECIES, driven, 0);
    FloatVector g = fromArray(SPECIES, stateGradient, at + last);
    for (int i = last; i >= 0; i -= LANES) {
      if (i < last) {
        FloatVector v =
            fromArray(SPECIES, states, before + i).add(fromArray(SPECIES, states, after + i));
        shifted = v.fma(w, shifted);
        g = fromArray(SPECIES, stateGradient, at + i);
        w = w.fma(delta, g);
      }
      w.add(w).sub(g).intoArray(stateGradient, at + i);
      feedback = w.fma(fromArray(SPECIES, matrix.parameters, matrix.at + i), feedback);
      w.fma(scaledTop, fromArray(SPECIES, gradients, at + i)).intoArray(gradients, at + i);
      inner = w.fma(fromArray(SPECIES, inputs, i), inner);
      drive
          .fma(w, fromArray(SPECIES, inputGradients, openAt + i))
          .intoArray(inputGradients, openAt + i);
    }
    FloatVector form = shifted.sub(top.mul(feedback));
    inner.fma(u, form.mul(0.5f)).intoArray(block.stepGradient, t * LANES);
    inner.mul(step).intoArray(block.inputGradient, t * LANES);
  }
}
