package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Table rows by token. The host sorts the rows of the batch by token at each step, so that every
/// table row is summed by lanes of its own in a fixed order.
final class EmbeddingOperation extends GpuOperation {
  private static final Program PROGRAM = Program.of("embedding");

  private final Kernels kernels;
  private final Tokens tokens;
  private final Tensor table;
  private final Tensor output;
  private final MemorySegment inputs;
  private final MemorySegment order;
  private final MemorySegment starts;
  private final Staging sentInputs;
  private final Staging sentOrder;
  private final Staging sentStarts;
  private final int[] orderOnHost;
  private final int[] startsOnHost;

  EmbeddingOperation(Kernels kernels, Tokens tokens, Tensor table, Tensor output) {
    if (tokens.count() != output.rows() || table.columns() != output.columns()) {
      throw new IllegalArgumentException(
          "%d tokens of %s do not fit %s".formatted(tokens.count(), table, output));
    }
    this.kernels = kernels;
    this.tokens = tokens;
    this.table = table;
    this.output = output;
    orderOnHost = new int[tokens.count()];
    startsOnHost = new int[table.rows() + 1];
    inputs = kernels.runtime.allocate((long) tokens.count() * Integer.BYTES);
    order = kernels.runtime.allocate((long) tokens.count() * Integer.BYTES);
    starts = kernels.runtime.allocate((long) startsOnHost.length * Integer.BYTES);
    sentInputs = new Staging(kernels.runtime, inputs);
    sentOrder = new Staging(kernels.runtime, order);
    sentStarts = new Staging(kernels.runtime, starts);
  }

  @Override
  void prepare() {
    requireKnownTokens();
    sort();
    sentInputs.send(MemorySegment.ofArray(tokens.inputs()));
    sentOrder.send(MemorySegment.ofArray(orderOnHost));
    sentStarts.send(MemorySegment.ofArray(startsOnHost));
  }

  @Override
  void bindForward(List<Launch> launches) {
    long count = output.shape().count();
    launches.add(
        kernels.bind(
            PROGRAM,
            "embedding_forward",
            Grid.of(count),
            inputs,
            table.data(),
            output.data(),
            output.columns(),
            table.rowStride(),
            output.rowStride(),
            count));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    boolean add = table.claimGradient();
    long count = table.shape().count();
    launches.add(
        kernels.bind(
            PROGRAM,
            "embedding_backward",
            Grid.of(count),
            order,
            starts,
            output.gradient(),
            table.gradient(),
            output.columns(),
            output.rowStride(),
            table.rowStride(),
            count,
            add));
  }

  private void requireKnownTokens() {
    for (int token : tokens.inputs()) {
      if (token < 0 || token >= table.rows()) {
        throw new IllegalArgumentException(
            "token %d does not exist in a vocabulary of %d".formatted(token, table.rows()));
      }
    }
  }

  /// Counting sort.
  private void sort() {
    Arrays.fill(startsOnHost, 0);
    for (int token : tokens.inputs()) {
      startsOnHost[token + 1]++;
    }
    for (int token = 0; token < table.rows(); token++) {
      startsOnHost[token + 1] += startsOnHost[token];
    }
    for (int row = orderOnHost.length - 1; row >= 0; row--) {
      int token = tokens.inputs()[row];
      orderOnHost[--startsOnHost[token + 1]] = row;
    }
    // Each start was moved down to its token's first place: shift back.
    System.arraycopy(startsOnHost, 1, startsOnHost, 0, table.rows());
    startsOnHost[table.rows()] = orderOnHost.length;
  }
}
