package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import org.statescope.analysis.checkpoint.CheckpointException;

/// Complex numbers as S4's code keeps them: the last extent holds the real and the imaginary part.
///
/// @param values both parts, one after the other
/// @param rows how many vectors there are in all
/// @param length complex numbers of each
record ComplexTensor(double[] values, int rows, int length) {

  static ComplexTensor of(TensorIndex tensors, String name, int rank) throws IOException {
    long[] shape = tensors.shape(name, rank);
    if (shape[rank - 1] != 2) {
      throw tensors.failure(
          "its tensor " + tensors.find(name) + " must end with real and imaginary parts");
    }
    double[] values = tensors.doubles(name);
    int length = (int) shape[rank - 2];
    return new ComplexTensor(values, values.length / 2 / length, length);
  }

  /// Refuses vectors of another length, or a number of them that does not go into the channels.
  ComplexTensor requireFor(TensorIndex tensors, String name, int channels, int states)
      throws CheckpointException {
    if (length != states || rows == 0 || channels % rows != 0) {
      throw tensors.failure(
          "its tensor "
              + tensors.find(name)
              + " does not fit to "
              + channels
              + " channels of "
              + states
              + " states");
    }
    return this;
  }

  double real(int row, int state) {
    return values[2 * (row * length + state)];
  }

  double imaginary(int row, int state) {
    return values[2 * (row * length + state) + 1];
  }
}
