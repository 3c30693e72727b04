package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Tensor;

/// What one thread needs for the selective scan of one chunk.
final class SelectiveScanScratch {
  final SignalBlock block;

  /// h and its gradient, carried from chunk to chunk.
  final float[] state;

  final float[] stateGradient;

  /// B and C of a group, `(state, token)`, and their gradients, one vector each.
  final float[] inputs;

  final float[] outputs;
  final float[] inputGradients;
  final float[] outputGradients;

  /// Δ u and its gradient, `(token, lane)`.
  final float[] driven = new float[LONGEST * LANES];

  final float[] drivenGradient = new float[LONGEST * LANES];

  /// One state over the chunk: h before the first token and after each, and ā.
  final float[] states = new float[(LONGEST + 1) * LANES];

  final float[] decays = new float[LONGEST * LANES];

  /// Advances a state where the input's gain is not Δ; absent for Euler's rule.
  final @Nullable SampledState sampled;

  private final int order;

  SelectiveScanScratch(SignalBlock block, Discretisation rule, int order, int paddedChannels) {
    this.block = block;
    sampled = rule == Discretisation.EULER ? null : new SampledState(rule, this);
    this.order = order;
    state = new float[order * paddedChannels];
    stateGradient = new float[order * paddedChannels];
    inputs = new float[order * LONGEST];
    outputs = new float[order * LONGEST];
    inputGradients = new float[order * LONGEST * LANES];
    outputGradients = new float[order * LONGEST * LANES];
  }

  void takeVectors(Tensor inputVector, Tensor outputVector, int row, int tokens, int group) {
    for (int t = 0; t < tokens; t++) {
      long b = (long) (row + t) * inputVector.rowStride() + (long) group * order;
      long c = (long) (row + t) * outputVector.rowStride() + (long) group * order;
      for (int n = 0; n < order; n++) {
        inputs[n * LONGEST + t] = Memory.get(inputVector.data(), b + n);
        outputs[n * LONGEST + t] = Memory.get(outputVector.data(), c + n);
      }
    }
  }

  void clearVectorGradients() {
    Arrays.fill(inputGradients, 0);
    Arrays.fill(outputGradients, 0);
  }

  /// Adds up the lanes, which are channels.
  void storeVectorGradients(
      Tensor inputVector,
      boolean addInput,
      Tensor outputVector,
      boolean addOutput,
      int row,
      int tokens,
      int group) {
    for (int t = 0; t < tokens; t++) {
      long b = (long) (row + t) * inputVector.rowStride() + (long) group * order;
      long c = (long) (row + t) * outputVector.rowStride() + (long) group * order;
      for (int n = 0; n < order; n++) {
        int v = (n * LONGEST + t) * LANES;
        Lanes.put(addInput, inputGradients, v, inputVector.gradient(), b + n);
        Lanes.put(addOutput, outputGradients, v, outputVector.gradient(), c + n);
      }
    }
  }

  /// Δ u, and its gradient set to zero.
  void scaleInput(int tokens) {
    Arrays.fill(drivenGradient, 0, tokens * LANES, 0);
    for (int i = 0; i < tokens * LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, block.step, i)
          .mul(FloatVector.fromArray(SPECIES, block.input, i))
          .intoArray(driven, i);
    }
  }

  /// The gradient of Δ u becomes one of Δ and one of u.
  void splitDrivenGradient(int tokens) {
    for (int i = 0; i < tokens * LANES; i += LANES) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, drivenGradient, i);
      gradient
          .fma(
              FloatVector.fromArray(SPECIES, block.input, i),
              FloatVector.fromArray(SPECIES, block.stepGradient, i))
          .intoArray(block.stepGradient, i);
      gradient.mul(FloatVector.fromArray(SPECIES, block.step, i)).intoArray(block.inputGradient, i);
    }
  }
}
