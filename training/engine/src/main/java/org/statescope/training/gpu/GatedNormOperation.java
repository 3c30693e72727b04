package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.tensor.Tensor;

/// Mamba-2's norm of a gated input, see `norm.c`.
final class GatedNormOperation extends GpuOperation {
  private static final Program PROGRAM = Program.of("norm");
  private static final int LANES = 128;
  private static final int ROWS_PER_BLOCK = 64;

  private final Kernels kernels;
  private final Tensor input;
  private final Tensor gate;
  private final Tensor weight;
  private final int groups;
  private final float epsilon;
  private final Tensor output;
  private final MemorySegment inverse;
  private final int blocks;
  private final int width;

  GatedNormOperation(
      Kernels kernels,
      Tensor input,
      Tensor gate,
      Tensor weight,
      int groups,
      double epsilon,
      Tensor output) {
    if (weight.shape().count() != input.columns()
        || !input.shape().equals(output.shape())
        || !input.shape().equals(gate.shape())
        || input.columns() % groups != 0) {
      throw new IllegalArgumentException(
          "%s and %s cannot norm %s in %d groups into %s"
              .formatted(weight, gate, input, groups, output));
    }
    this.kernels = kernels;
    this.input = input;
    this.gate = gate;
    this.weight = weight;
    this.groups = groups;
    this.epsilon = (float) epsilon;
    this.output = output;
    width = input.columns() / groups;
    inverse = kernels.runtime.allocate((long) input.rows() * groups * Float.BYTES);
    blocks = Math.ceilDiv(input.rows(), ROWS_PER_BLOCK);
    kernels.scratch.need((long) blocks * input.columns());
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            PROGRAM,
            "gated_forward",
            Grid.of(input.rows(), groups, LANES),
            input.data(),
            gate.data(),
            weight.data(),
            output.data(),
            inverse,
            width,
            input.rowStride(),
            gate.rowStride(),
            output.rowStride(),
            epsilon));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment part = kernels.scratch.from(0);
    launches.add(
        kernels.bind(
            PROGRAM,
            "gated_weight_backward",
            Grid.of(Math.ceilDiv(input.columns(), LANES), blocks, LANES),
            input.data(),
            gate.data(),
            inverse,
            output.gradient(),
            part,
            input.rows(),
            ROWS_PER_BLOCK,
            input.columns(),
            width,
            input.rowStride(),
            gate.rowStride(),
            output.rowStride()));
    launches.add(kernels.sumParts(part, blocks, weight));
    boolean addInput = input.claimGradient();
    boolean addGate = gate.claimGradient();
    launches.add(
        kernels.bind(
            PROGRAM,
            "gated_backward",
            Grid.of(input.rows(), groups, LANES),
            input.data(),
            gate.data(),
            weight.data(),
            inverse,
            output.gradient(),
            input.gradient(),
            gate.gradient(),
            width,
            input.rowStride(),
            gate.rowStride(),
            output.rowStride(),
            addInput,
            addGate));
  }
}
