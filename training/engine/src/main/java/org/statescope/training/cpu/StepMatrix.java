package org.statescope.training.cpu;

import static org.statescope.training.cpu.SignalBlock.CHUNK;
import static org.statescope.training.cpu.VectorMath.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The matrix I − δA of the bilinear step, δ = Δ/2, for one vector of channels and the tokens of a
/// chunk: solved with, transposed, and differentiated, each in O(order). A belongs to a structure
/// of N parameters per channel.
///
/// The structure of a further A is one subclass here; [CanonicalStep] does the rest. Vectors lie
/// `(state, lane)` in arrays that start at index 0.
abstract class StepMatrix {
  final int order;

  /// The parameters of A, `(parameter, lane)` from [#at].
  float[] parameters = new float[0];

  int at;

  /// How safe the step is, `(token, lane)`: below [CanonicalStep#SMALLEST_SAFETY] or not finite, it
  /// must not be used.
  final float[] safety = new float[CHUNK * LANES];

  StepMatrix(int order) {
    this.order = order;
  }

  /// Takes note of changed parameters of all channels.
  void begin(float[] allParameters) {}

  /// Chooses the channels whose parameters start at `parameterAt`.
  void take(float[] allParameters, int parameterAt) {
    parameters = allParameters;
    at = parameterAt;
  }

  /// Prepares for the steps Δ of the first `tokens` tokens, `(token, lane)`, and judges them.
  abstract void factor(float[] steps, int tokens);

  /// Solves (I − δA) x = r for the steps of token t.
  abstract void solve(int t, FloatVector step, float[] r, float[] x);

  /// Solves (I − δA)ᵀ x = r.
  abstract void solveTransposed(int t, FloatVector step, float[] r, float[] x);

  /// Adds δ wᵀ (∂A) v to the gradients of the parameters, `(parameter, lane)` from `gradientAt`,
  /// and returns wᵀ A v.
  abstract FloatVector differentiate(
      FloatVector delta, float[] w, float[] v, float[] gradients, int gradientAt);

  /// Whether the lanes of token t are better served by wᵀ(h' − h)/Δ than by wᵀAv.
  boolean prefersDifferences(int t) {
    return false;
  }

  /// The lanes that [#prefersDifferences] speaks of.
  VectorMask<Float> large(FloatVector step) {
    return VectorMask.fromLong(VectorMath.SPECIES, 0);
  }

  FloatVector parameter(int index) {
    return FloatVector.fromArray(VectorMath.SPECIES, parameters, at + index * LANES);
  }
}
