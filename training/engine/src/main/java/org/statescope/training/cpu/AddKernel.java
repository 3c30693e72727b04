package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

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
      for (int c = 0; c < columns; c += LANES) {
        int count = columns - c;
        Memory.store(
            Memory.load(left.data(), a + c, count).add(Memory.load(right.data(), b + c, count)),
            output.data(),
            y + c,
            count);
      }
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
      for (int c = 0; c < columns; c += LANES) {
        int count = columns - c;
        var dy = Memory.load(gradient, y + c, count);
        Memory.put(addLeft, dy, left.gradient(), a + c, count);
        Memory.put(addRight, dy, right.gradient(), b + c, count);
      }
    }
  }
}
