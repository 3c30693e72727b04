package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.Tensor;

/// The vector that a canonical form leaves open (C, or B in the observable forms) over one chunk:
/// read from the tokens, shared by all channels, or a parameter of the channels. The scratch of one
/// thread.
final class OpenVector {
  /// The entries for the token of the latest [#take], `(state, lane)`.
  final float[] values;

  /// The entries chosen by the tokens of the chunk, `(token, state)`; empty for a parameter.
  final float[] ofTokens;

  /// Where the gradient is added up: `(token, state, lane)` of the chunk, or the parameters'.
  float[] gradients;

  private final Tensor tensor;
  private final @Nullable LaneParameters parameters;
  private final int order;
  private final float[] tokenGradients;
  private int gradientsAt;

  /// @param parameters present if the vector is a parameter
  OpenVector(Tensor tensor, @Nullable LaneParameters parameters) {
    this.tensor = tensor;
    this.parameters = parameters;
    order = tensor.columns();
    values = new float[order * LANES];
    int tokens = parameters == null ? LONGEST : 0;
    ofTokens = new float[tokens * order];
    tokenGradients = new float[tokens * order * LANES];
    gradients = tokenGradients;
  }

  /// Whether the vector is a parameter rather than chosen by the tokens.
  boolean isOfChannels() {
    return parameters != null;
  }

  /// Begins a chunk whose first token has this row.
  void beginChunk(int row, int tokens) {
    if (parameters != null) {
      return;
    }
    for (int t = 0; t < tokens; t++) {
      long from = (long) (row + t) * tensor.rowStride();
      for (int n = 0; n < order; n++) {
        ofTokens[t * order + n] = Memory.get(tensor.data(), from + n);
      }
    }
  }

  void clearTokenGradients() {
    Arrays.fill(tokenGradients, 0);
  }

  /// Begins a vector of channels.
  void beginChannels(int channel, int sequence) {
    if (parameters != null) {
      System.arraycopy(parameters.values, parameters.at(channel), values, 0, values.length);
      gradientsAt = channel * order;
      gradients = parameters.gradients[sequence];
    }
  }

  void take(int t) {
    if (parameters == null) {
      for (int n = 0; n < order; n++) {
        FloatVector.broadcast(SPECIES, ofTokens[t * order + n]).intoArray(values, n * LANES);
      }
    }
  }

  /// Where the gradients for token t start.
  int gradientsAt(int t) {
    return parameters == null ? t * order * LANES : gradientsAt;
  }

  /// Adds up the lanes, which are channels.
  void storeTokenGradients(boolean add, int row, int tokens) {
    if (parameters != null) {
      return;
    }
    for (int t = 0; t < tokens; t++) {
      long to = (long) (row + t) * tensor.rowStride();
      for (int n = 0; n < order; n++) {
        Lanes.put(add, tokenGradients, (t * order + n) * LANES, tensor.gradient(), to + n);
      }
    }
  }
}
