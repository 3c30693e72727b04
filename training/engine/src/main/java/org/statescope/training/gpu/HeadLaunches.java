package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.statescope.training.tensor.Tensor;

/// Collects the launches of one pass of a Mamba-2 recurrence, kernels and products in chunks.
final class HeadLaunches {
  private static final int LANES = 128;

  private final Kernels kernels;
  private final Program program;
  private final HeadProducts products;
  private final HeadSizes sizes;
  private final List<Launch> launches;

  HeadLaunches(Kernels kernels, Program program, HeadSizes sizes, List<Launch> launches) {
    this.kernels = kernels;
    this.program = program;
    this.sizes = sizes;
    this.launches = launches;
    products = new HeadProducts(kernels, program, sizes);
  }

  /// A kernel with a lane for each of `count` values, which it is told as its last argument.
  void each(long count, String kernel, Object... arguments) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = count;
    add(kernel, Grid.of(count), all);
  }

  /// A kernel with a group of lanes for each of `count` chunks or heads of chunks.
  void groups(int count, String kernel, Object... arguments) {
    add(kernel, Grid.of(count, LANES), arguments);
  }

  /// A kernel with a lane for each state of each channel of every sequence.
  void states(String kernel, Object... arguments) {
    int groups = Math.ceilDiv(sizes.channels() * sizes.order(), LANES);
    add(kernel, Grid.of(groups, sizes.batch(), LANES), arguments);
  }

  private void add(String kernel, Grid grid, Object... arguments) {
    launches.add(kernels.bind(program, kernel, grid, arguments));
  }

  /// A product for every chunk and each of `count` heads or groups, see [HeadProducts#bind].
  void product(
      int count,
      ChunkShape shape,
      ChunkOperand left,
      ChunkOperand right,
      ChunkOperand result,
      boolean add) {
    launches.add(products.bind(count, shape, left, right, result, add));
  }

  /// The sums of parts that each chunk has, see [Kernels#sumParts].
  void sumChunks(MemorySegment parts, Tensor parameter) {
    launches.add(kernels.sumParts(parts, sizes.allChunks(), parameter));
  }
}
