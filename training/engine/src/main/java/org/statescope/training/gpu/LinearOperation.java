package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.tensor.Tensor;

/// y = x·Wᵀ; backwards dx = dy·W, dW = dyᵀ·x by the tiled product of `linear.c`. dW sums over all
/// tokens and has few tiles, so the tokens are split into parts that are added afterwards.
final class LinearOperation extends GpuOperation {
  private static final Program PROGRAM = Program.of("linear");
  private static final int TILE = 64;
  private static final int LANES = 256;

  /// Groups that keep a large device busy.
  private static final int WANTED_GROUPS = 512;

  private static final int SHORTEST_PART = 256;

  private final Kernels kernels;
  private final Tensor input;
  private final Tensor weight;
  private final Tensor output;
  private final int parts;

  LinearOperation(Kernels kernels, Tensor input, Tensor weight, Tensor output) {
    if (weight.columns() != input.columns()
        || weight.rows() != output.columns()
        || input.rows() != output.rows()) {
      throw new IllegalArgumentException("%s·%sᵀ does not fit %s".formatted(input, weight, output));
    }
    this.kernels = kernels;
    this.input = input;
    this.weight = weight;
    this.output = output;
    int tiles = tiles(weight.rows()) * tiles(weight.columns());
    int most = Math.ceilDiv(input.rows(), SHORTEST_PART);
    parts = Math.max(1, Math.min(most, WANTED_GROUPS / tiles));
    kernels.scratch.need((long) parts * weight.shape().count());
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        product(
            input.data(),
            weight.data(),
            output.data(),
            new Sizes(output.rows(), output.columns(), input.columns(), 1),
            new Strides(input.rowStride(), 1, 1, weight.rowStride(), output.rowStride()),
            false));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    boolean addInput = input.claimGradient();
    launches.add(
        product(
            output.gradient(),
            weight.data(),
            input.gradient(),
            new Sizes(input.rows(), input.columns(), output.columns(), 1),
            new Strides(output.rowStride(), 1, weight.rowStride(), 1, input.rowStride()),
            addInput));
    MemorySegment part = kernels.scratch.from(0);
    launches.add(
        product(
            output.gradient(),
            input.data(),
            part,
            new Sizes(weight.rows(), weight.columns(), input.rows(), parts),
            new Strides(1, output.rowStride(), input.rowStride(), 1, weight.columns()),
            false));
    boolean add = weight.claimGradient();
    launches.add(
        kernels.sumParts(
            part,
            parts,
            weight.rows(),
            weight.columns(),
            weight.gradient(),
            weight.rowStride(),
            add));
  }

  private record Sizes(int rows, int columns, int inner, int parts) {
    int depth() {
      return Math.ceilDiv(inner, parts);
    }
  }

  /// Values between neighbours along each direction.
  private record Strides(
      long leftRow, long leftInner, long rightInner, long rightColumn, long row) {}

  private Launch product(
      MemorySegment left,
      MemorySegment right,
      MemorySegment result,
      Sizes sizes,
      Strides strides,
      boolean add) {
    return kernels.bind(
        PROGRAM,
        "product",
        new Grid(tiles(sizes.columns), tiles(sizes.rows), sizes.parts, LANES),
        left,
        right,
        result,
        sizes.rows,
        sizes.columns,
        sizes.inner,
        sizes.depth(),
        strides.leftRow,
        strides.leftInner,
        strides.rightInner,
        strides.rightColumn,
        strides.row,
        (long) sizes.rows * sizes.columns,
        add);
  }

  private static int tiles(int size) {
    return Math.ceilDiv(size, TILE);
  }
}
