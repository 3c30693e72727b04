package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// The sum of two tensors of one shape.
final class AddKernel implements Operation {
  private final WorkPool pool;
  private final Tensor left;
  private final Tensor right;
  private final Tensor output;
  private final WorkPool.Task forwardTask = this::forwardPart;
  private final WorkPool.Task backwardTask = this::backwardPart;
  private boolean addLeft;
  private boolean addRight;

  AddKernel(WorkPool pool, Tensor left, Tensor right, Tensor output) {
    if (!left.shape().equals(right.shape()) || !left.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "%s and %s do not add up to %s".formatted(left, right, output));
    }
    this.pool = pool;
    this.left = left;
    this.right = right;
    this.output = output;
  }

  @Override
  public void forward() {
    pool.run(pool.threads(), forwardTask);
  }

  @Override
  public void backward() {
    addLeft = left.claimGradient();
    addRight = right.claimGradient();
    pool.run(pool.threads(), backwardTask);
  }

  private void forwardPart(int part) {
    int columns = output.columns();
    int last = WorkPool.start(output.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(output.rows(), pool.threads(), part); row < last; row++) {
      long a = (long) row * left.rowStride();
      long b = (long) row * right.rowStride();
      long y = (long) row * output.rowStride();
      Rows.sum(left.data(), a, right.data(), b, output.data(), y, columns);
    }
  }

  private void backwardPart(int part) {
    int columns = output.columns();
    MemorySegment gradient = output.gradient();
    int last = WorkPool.start(output.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(output.rows(), pool.threads(), part); row < last; row++) {
      long a = (long) row * left.rowStride();
      long b = (long) row * right.rowStride();
      long y = (long) row * output.rowStride();
      Rows.put(addLeft, gradient, y, left.gradient(), a, columns);
      Rows.put(addRight, gradient, y, right.gradient(), b, columns);
    }
  }
}
