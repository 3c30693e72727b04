package org.statescope.training.gpu;

import java.util.List;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// Sum and negative exponential, see `elementwise.c`.
final class ElementwiseOperations {
  private static final Program PROGRAM = Program.of("elementwise");

  private ElementwiseOperations() {}

  static Operation add(Kernels kernels, Tensor left, Tensor right, Tensor output) {
    if (!left.shape().equals(right.shape()) || !left.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "%s and %s cannot be added into %s".formatted(left, right, output));
    }
    long count = output.shape().count();
    return new GpuOperation() {
      @Override
      void bindForward(List<Launch> launches) {
        launches.add(
            kernels.bind(
                PROGRAM,
                "add_forward",
                Grid.of(count),
                left.data(),
                right.data(),
                output.data(),
                output.columns(),
                left.rowStride(),
                right.rowStride(),
                output.rowStride(),
                count));
      }

      @Override
      void bindBackward(List<Launch> launches) {
        for (Tensor input : List.of(left, right)) {
          boolean add = input.claimGradient();
          launches.add(
              kernels.bind(
                  PROGRAM,
                  "copy",
                  Grid.of(count),
                  output.gradient(),
                  input.gradient(),
                  output.columns(),
                  output.rowStride(),
                  input.rowStride(),
                  count,
                  add));
        }
      }
    };
  }

  static Operation negativeExponential(Kernels kernels, Tensor input, Tensor output) {
    if (!input.shape().equals(output.shape())) {
      throw new IllegalArgumentException("%s has not the shape of %s".formatted(output, input));
    }
    long count = output.shape().count();
    return new GpuOperation() {
      @Override
      void bindForward(List<Launch> launches) {
        launches.add(
            kernels.bind(
                PROGRAM,
                "negative_exponential_forward",
                Grid.of(count),
                input.data(),
                output.data(),
                count));
      }

      @Override
      void bindBackward(List<Launch> launches) {
        boolean add = input.claimGradient();
        launches.add(
            kernels.bind(
                PROGRAM,
                "negative_exponential_backward",
                Grid.of(count),
                output.data(),
                output.gradient(),
                input.gradient(),
                count,
                add));
      }
    };
  }
}
