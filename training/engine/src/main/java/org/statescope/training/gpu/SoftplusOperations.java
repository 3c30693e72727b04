package org.statescope.training.gpu;

import java.util.List;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// Parameters kept above 0 or below −margin by softplus, see `elementwise.c`.
final class SoftplusOperations {
  private static final Program PROGRAM = Program.of("elementwise");

  private SoftplusOperations() {}

  /// output = log(1 + e^input) + smallest.
  static Operation positive(Kernels kernels, Tensor input, double smallest, Tensor output) {
    return operation(kernels, "positive_forward", input, (float) smallest, 1f, output);
  }

  /// output = −(margin + log(1 + e^input)).
  static Operation negative(Kernels kernels, Tensor input, double margin, Tensor output) {
    return operation(kernels, "negative_softplus_forward", input, (float) margin, -1f, output);
  }

  private static Operation operation(
      Kernels kernels, String forward, Tensor input, float offset, float sign, Tensor output) {
    if (!input.shape().equals(output.shape())) {
      throw new IllegalArgumentException("%s and %s must have one shape".formatted(input, output));
    }
    long count = output.shape().count();
    return new GpuOperation() {
      @Override
      void bindForward(List<Launch> launches) {
        launches.add(
            kernels.bind(
                PROGRAM, forward, Grid.of(count), input.data(), output.data(), count, offset));
      }

      @Override
      void bindBackward(List<Launch> launches) {
        boolean add = input.claimGradient();
        launches.add(
            kernels.bind(
                PROGRAM,
                "softplus_backward",
                Grid.of(count),
                input.data(),
                output.gradient(),
                input.gradient(),
                count,
                sign,
                add));
      }
    };
  }
}
