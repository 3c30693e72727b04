package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;

import jdk.incubator.vector.VectorMask;

/// The matrix I − δA of the bilinear step, δ = Δ/2, for one vector of channels and the tokens of a
/// chunk: solved with, transposed, and differentiated, each in O(order). A belongs to a structure
/// of N parameters per channel.
///
/// A further structure of A is one subclass here; [CanonicalStep] does the rest. No method takes or
/// returns a vector, not even one of a single line: where the compiler does not inline it, as it
/// does not in the middle of much else, that makes an object. Vectors lie `(state, lane)` in arrays
/// that start at index 0.
abstract class StepMatrix {
  final int order;

  /// The parameters of A, `(parameter, lane)` from [#at].
  float[] parameters = new float[0];

  int at;

  /// How safe the step is, `(token, lane)`: below [ScanStep#SMALLEST_SAFETY] or not finite, it must
  /// not be used.
  final float[] safety = new float[LONGEST * LANES];

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

  /// Δ of the chunk, `(token, lane)`.
  float[] steps = new float[0];

  /// Prepares for the steps Δ of the first `tokens` tokens, `(token, lane)`, and judges them.
  void factor(float[] chunkSteps, int tokens) {
    steps = chunkSteps;
    factor(tokens);
  }

  abstract void factor(int tokens);

  /// Solves (I − δA) x = r for the steps of token t.
  abstract void solve(int t, float[] r, float[] x);

  /// Solves (I − δA)ᵀ x = r.
  abstract void solveTransposed(int t, float[] r, float[] x);

  /// Adds δ wᵀ (∂A) v for the step of token t to the gradients of the parameters, `(parameter,
  /// lane)` from `gradientAt`, and writes wᵀ A v to `form`.
  abstract void differentiate(
      int t, float[] w, float[] v, float[] gradients, int gradientAt, float[] form);

  /// Whether the lanes of token t are better served by wᵀ(h' − h)/Δ than by wᵀAv.
  boolean prefersDifferences(int t) {
    return false;
  }

  /// The lanes of token t that [#prefersDifferences] speaks of.
  VectorMask<Float> large(int t) {
    return VectorMask.fromLong(VectorMath.SPECIES, 0);
  }
}
