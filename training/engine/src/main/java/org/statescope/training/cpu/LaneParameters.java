package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

import java.util.Arrays;
import org.statescope.training.tensor.Tensor;

/// Parameters of shape `(order)`, for all channels, or `(channels, order)`, as vectors of
/// neighbouring channels: `(vector of channels, parameter, lane)`. Lanes beyond the last channel
/// repeat it, so that they hold nothing that could fail.
final class LaneParameters {
  final float[] values;

  /// For each sequence, `(vector of channels, parameter, lane)` even where all channels share the
  /// parameters: so their order of additions is that of the tokens, however these are cut into
  /// chunks.
  final float[][] gradients;

  private final Tensor tensor;
  private final int order;
  private final boolean perChannel;

  LaneParameters(Tensor tensor, int channels, int sequences) {
    this.tensor = tensor;
    order = tensor.columns();
    perChannel = tensor.rows() > 1;
    if (perChannel && tensor.rows() != channels) {
      throw new IllegalArgumentException(
          "%s must have one row or one for each of %d channels".formatted(tensor, channels));
    }
    int size = order * (perChannel ? Memory.padded(channels) : LANES);
    values = new float[size];
    gradients = new float[sequences][order * Memory.padded(channels)];
  }

  /// Where the parameters of the vector of channels from `channel` start.
  int at(int channel) {
    return perChannel ? channel * order : 0;
  }

  void load() {
    for (int i = 0; i < values.length; i++) {
      int channel =
          perChannel ? Math.min(i / (order * LANES) * LANES + i % LANES, tensor.rows() - 1) : 0;
      values[i] = Memory.get(tensor.data(), (long) channel * order + i / LANES % order);
    }
  }

  void clearGradients(int sequence) {
    Arrays.fill(gradients[sequence], 0);
  }

  /// Adds the vectors of channels, each of `size` values, to the first of them.
  static void sumVectors(float[] values, int size) {
    for (int i = size; i < values.length; i++) {
      values[i % size] += values[i];
    }
  }

  /// Writes or adds the sum over sequences, and over lanes where they share the parameters, to the
  /// tensor's gradient.
  void sumGradients() {
    boolean add = tensor.claimGradient();
    for (float[] part : gradients) {
      if (!perChannel) {
        sumVectors(part, order * LANES);
      }
    }
    for (int row = 0; row < tensor.rows(); row++) {
      for (int n = 0; n < order; n++) {
        long to = (long) row * order + n;
        float sum = add ? Memory.get(tensor.gradient(), to) : 0;
        for (float[] part : gradients) {
          sum +=
              perChannel
                  ? part[(row / LANES * order + n) * LANES + row % LANES]
                  : VectorMath.sum(part, n * LANES);
        }
        Memory.set(tensor.gradient(), to, sum);
      }
    }
  }
}
