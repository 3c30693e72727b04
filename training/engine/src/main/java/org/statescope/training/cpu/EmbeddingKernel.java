package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Rows of a table by token id; the gradient is added to the rows in the order of the tokens,
/// divided by columns.
final class EmbeddingKernel implements Operation {
  private final WorkPool pool;
  private final Tokens tokens;
  private final Tensor table;
  private final Tensor output;
  private final WorkPool.Task forwardTask = this::forwardPart;
  private final WorkPool.Task backwardTask = this::backwardPart;

  EmbeddingKernel(WorkPool pool, Tokens tokens, Tensor table, Tensor output) {
    this.pool = pool;
    this.tokens = tokens;
    this.table = table;
    this.output = output;
  }

  @Override
  public void forward() {
    for (int token : tokens.inputs()) {
      if (token < 0 || token >= table.rows()) {
        throw new IllegalArgumentException(
            "token %d does not exist in a vocabulary of %d".formatted(token, table.rows()));
      }
    }
    pool.run(pool.threads(), forwardTask);
  }

  @Override
  public void backward() {
    if (!table.claimGradient()) {
      table.gradient().fill((byte) 0);
    }
    pool.run(pool.threads(), backwardTask);
  }

  private void forwardPart(int part) {
    int width = table.columns();
    int[] inputs = tokens.inputs();
    MemorySegment from = table.data();
    MemorySegment to = output.data();
    int last = WorkPool.start(inputs.length, pool.threads(), part + 1);
    for (int row = WorkPool.start(inputs.length, pool.threads(), part); row < last; row++) {
      long bytes = (long) width * Float.BYTES;
      MemorySegment.copy(from, inputs[row] * bytes, to, row * bytes, bytes);
    }
  }

  private void backwardPart(int part) {
    int width = table.columns();
    int[] inputs = tokens.inputs();
    MemorySegment from = output.gradient();
    MemorySegment to = table.gradient();
    int first = WorkPool.start(width, pool.threads(), part);
    int last = WorkPool.start(width, pool.threads(), part + 1);
    for (int row = 0; row < inputs.length; row++) {
      long source = (long) row * width;
      long target = (long) inputs[row] * width;
      Rows.put(true, from, source + first, to, target + first, last - first);
    }
  }
}
