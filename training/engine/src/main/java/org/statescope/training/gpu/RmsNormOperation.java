package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.tensor.Tensor;

/// RMSNorm, see `norm.c`.
final class RmsNormOperation extends GpuOperation {
  private static final Program PROGRAM = Program.of("norm");
  private static final int LANES = 128;
  private static final int ROWS_PER_BLOCK = 64;

  private final Kernels kernels;
  private final Tensor input;
  private final Tensor weight;
  private final float epsilon;
  private final Tensor output;
  private final MemorySegment inverse;
  private final int blocks;

  RmsNormOperation(Kernels kernels, Tensor input, Tensor weight, double epsilon, Tensor output) {
    if (weight.shape().count() != input.columns() || !input.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "%s cannot norm %s into %s".formatted(weight, input, output));
    }
    this.kernels = kernels;
    this.input = input;
    this.weight = weight;
    this.epsilon = (float) epsilon;
    this.output = output;
    inverse = kernels.runtime.allocate((long) input.rows() * Float.BYTES);
    blocks = Math.ceilDiv(input.rows(), ROWS_PER_BLOCK);
    kernels.scratch.need((long) blocks * input.columns());
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            PROGRAM,
            "norm_forward",
            Grid.of(input.rows(), LANES),
            input.data(),
            weight.data(),
            output.data(),
            inverse,
            input.columns(),
            input.rowStride(),
            output.rowStride(),
            epsilon));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment part = kernels.scratch.from(0);
    launches.add(
        kernels.bind(
            PROGRAM,
            "norm_weight_backward",
            Grid.of(Math.ceilDiv(input.columns(), LANES), blocks, LANES),
            input.data(),
            inverse,
            output.gradient(),
            part,
            input.rows(),
            ROWS_PER_BLOCK,
            input.columns(),
            input.rowStride(),
            output.rowStride()));
    launches.add(kernels.sumParts(part, blocks, weight));
    boolean add = input.claimGradient();
    launches.add(
        kernels.bind(
            PROGRAM,
            "norm_backward",
            Grid.of(input.rows(), LANES),
            input.data(),
            weight.data(),
            inverse,
            output.gradient(),
            input.gradient(),
            input.columns(),
            input.rowStride(),
            output.rowStride(),
            add));
  }
}
