package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The bilinear recurrence of any canonical form, whose matrix [StepMatrix] knows, with an open
/// vector of tokens or of channels. Where Δ is large, dΔ is also wᵀ(h' − h)/Δ + ½ u bᵀw, without
/// the product Av that nearly cancels.
class CanonicalStep extends ScanStep {
  private final CanonicalScan scan;
  private final float[] right;
  private final float[] sum;
  private final float[] weights;

  /// wᵀAv and bᵀw of the present token.
  private final float[] form = new float[LANES];

  final float[] driven = new float[LANES];
  float[] parameterGradients = new float[0];

  CanonicalStep(
      CanonicalScan scan, SignalBlock block, OpenVector open, StepMatrix matrix, int padded) {
    super(scan, block, open, matrix, padded);
    this.scan = scan;
    right = new float[order * LANES];
    sum = new float[order * LANES];
    weights = new float[order * LANES];
  }

  @Override
  final void advance(int tokens) {
    for (int t = 0; t < tokens; t++) {
      open.take(t);
      if (scan.isObservable()) {
        advanceObservable(t);
      } else {
        advanceControllable(t);
      }
    }
  }

  private void advanceControllable(int t) {
    int from = t * order * LANES;
    int last = (order - 1) * LANES;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = fromArray(SPECIES, states, from + i);
      h.add(h).intoArray(right, i);
    }
    FloatVector drive = step.mul(fromArray(SPECIES, block.input, t * LANES));
    drive.fma(fromArray(SPECIES, scale, 0), fromArray(SPECIES, right, last)).intoArray(right, last);
    matrix.solve(t, right, sum);
    FloatVector y = FloatVector.zero(SPECIES);
    int to = from + order * LANES;
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = fromArray(SPECIES, sum, i).sub(fromArray(SPECIES, states, from + i));
      h.intoArray(states, to + i);
      y = h.fma(fromArray(SPECIES, open.values, i), y);
    }
    y.intoArray(block.output, t * LANES);
  }

  void advanceObservable(int t) {
    int from = t * order * LANES;
    int last = (order - 1) * LANES;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector drive = step.mul(fromArray(SPECIES, block.input, t * LANES));
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = fromArray(SPECIES, states, from + i);
      drive.fma(fromArray(SPECIES, open.values, i), h.add(h)).intoArray(right, i);
    }
    matrix.solveTransposed(t, right, sum);
    int to = from + order * LANES;
    for (int i = 0; i <= last; i += LANES) {
      fromArray(SPECIES, sum, i)
          .sub(fromArray(SPECIES, states, from + i))
          .intoArray(states, to + i);
    }
    fromArray(SPECIES, states, to + last)
        .mul(fromArray(SPECIES, scale, 0))
        .intoArray(block.output, t * LANES);
  }

  @Override
  final void adjoint(int at, float[] gradients, int tokens) {
    parameterGradients = gradients;
    for (int t = tokens - 1; t >= 0; t--) {
      open.take(t);
      if (scan.isObservable()) {
        adjointObservable(t, at);
      } else {
        adjointControllable(t, at);
      }
    }
  }

  private void adjointControllable(int t, int at) {
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector dy = fromArray(SPECIES, block.outputGradient, t * LANES);
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    int openAt = open.gradientsAt(t);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = fromArray(SPECIES, states, after + i);
      dy.fma(h, fromArray(SPECIES, open.gradients, openAt + i))
          .intoArray(open.gradients, openAt + i);
      dy.fma(fromArray(SPECIES, open.values, i), fromArray(SPECIES, stateGradient, at + i))
          .intoArray(right, i);
      h.add(fromArray(SPECIES, states, before + i)).intoArray(sum, i);
    }
    matrix.solveTransposed(t, right, weights);
    matrix.differentiate(t, weights, sum, parameterGradients, at, form);
    FloatVector top = fromArray(SPECIES, weights, last);
    FloatVector u = fromArray(SPECIES, block.input, t * LANES);
    step.mul(u)
        .fma(top, fromArray(SPECIES, scaleGradient, at / order))
        .intoArray(scaleGradient, at / order);
    top.mul(fromArray(SPECIES, scale, 0)).intoArray(driven, 0);
    finishAdjoint(t, at);
  }

  void adjointObservable(int t, int at) {
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector dy = fromArray(SPECIES, block.outputGradient, t * LANES);
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    for (int i = 0; i <= last; i += LANES) {
      fromArray(SPECIES, stateGradient, at + i).intoArray(right, i);
      fromArray(SPECIES, states, after + i)
          .add(fromArray(SPECIES, states, before + i))
          .intoArray(sum, i);
    }
    dy.fma(fromArray(SPECIES, scale, 0), fromArray(SPECIES, right, last)).intoArray(right, last);
    dy.fma(fromArray(SPECIES, states, after + last), fromArray(SPECIES, scaleGradient, at / order))
        .intoArray(scaleGradient, at / order);
    matrix.solve(t, right, weights);
    matrix.differentiate(t, sum, weights, parameterGradients, at, form);
    FloatVector drive = step.mul(fromArray(SPECIES, block.input, t * LANES));
    FloatVector inner = FloatVector.zero(SPECIES);
    int openAt = open.gradientsAt(t);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector w = fromArray(SPECIES, weights, i);
      inner = w.fma(fromArray(SPECIES, open.values, i), inner);
      drive
          .fma(w, fromArray(SPECIES, open.gradients, openAt + i))
          .intoArray(open.gradients, openAt + i);
    }
    inner.intoArray(driven, 0);
    finishAdjoint(t, at);
  }

  private void finishAdjoint(int t, int at) {
    int last = (order - 1) * LANES;
    for (int i = 0; i <= last; i += LANES) {
      FloatVector w = fromArray(SPECIES, weights, i);
      w.add(w).sub(fromArray(SPECIES, right, i)).intoArray(stateGradient, at + i);
    }
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    FloatVector input = fromArray(SPECIES, driven, 0);
    input
        .fma(fromArray(SPECIES, block.input, t * LANES), fromArray(SPECIES, form, 0).mul(0.5f))
        .intoArray(block.stepGradient, t * LANES);
    input.mul(step).intoArray(block.inputGradient, t * LANES);
    if (matrix.prefersDifferences(t)) {
      takeDifferences(t);
    }
  }

  private void takeDifferences(int t) {
    int before = t * order * LANES;
    int after = before + order * LANES;
    FloatVector slope = FloatVector.zero(SPECIES);
    for (int i = 0; i < order * LANES; i += LANES) {
      slope =
          fromArray(SPECIES, weights, i)
              .fma(
                  fromArray(SPECIES, states, after + i).sub(fromArray(SPECIES, states, before + i)),
                  slope);
    }
    slope
        .div(fromArray(SPECIES, block.step, t * LANES))
        .intoArray(block.stepGradient, t * LANES, matrix.large(t));
  }
}
