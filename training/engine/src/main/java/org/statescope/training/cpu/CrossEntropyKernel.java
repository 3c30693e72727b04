package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromMemorySegment;
import static org.statescope.training.cpu.Memory.ORDER;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Mean of log Σ exp(logits) − logits[target], safe because each row's largest logit is subtracted
/// first; backwards each row becomes (softmax − one-hot) / tokens in place.
final class CrossEntropyKernel implements LossOperation {
  private static final float MOST_NEGATIVE = -Float.MAX_VALUE;

  private final WorkPool pool;
  private final Tokens tokens;
  private final Tensor logits;
  private final float[] logSums;

  /// For each thread, exponentials of a row and one vector more.
  private final float[][] exponentials;

  private final double[] losses;
  private final WorkPool.Task forwardTask = this::forwardPart;
  private final WorkPool.Task backwardTask = this::backwardPart;
  private double loss;

  CrossEntropyKernel(WorkPool pool, Tokens tokens, Tensor logits) {
    if (tokens.count() != logits.rows()) {
      throw new IllegalArgumentException(
          "%d tokens do not fit %s".formatted(tokens.count(), logits));
    }
    this.pool = pool;
    this.tokens = tokens;
    this.logits = logits;
    logSums = new float[logits.rows()];
    exponentials = new float[pool.threads()][Memory.whole(logits.columns()) + LANES];
    losses = new double[logits.rows()];
  }

  @Override
  public double loss() {
    return loss;
  }

  @Override
  public void forward() {
    for (int target : tokens.targets()) {
      if (target < 0 || target >= logits.columns()) {
        throw new IllegalArgumentException(
            "token %d does not exist in a vocabulary of %d".formatted(target, logits.columns()));
      }
    }
    pool.run(pool.threads(), forwardTask);
    double sum = 0;
    for (double value : losses) {
      sum += value;
    }
    loss = sum / losses.length;
  }

  @Override
  public void backward() {
    logits.claimGradient();
    pool.run(pool.threads(), backwardTask);
  }

  private void forwardPart(int part) {
    int last = WorkPool.start(logits.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(logits.rows(), pool.threads(), part); row < last; row++) {
      long at = (long) row * logits.rowStride();
      logSums[row] = logSum(logits.data(), at, logits.columns(), exponentials[part]);
      losses[row] = logSums[row] - (double) Memory.get(logits.data(), at + tokens.targets()[row]);
    }
  }

  private static float logSum(MemorySegment data, long at, int columns, float[] scratch) {
    int whole = Memory.whole(columns);
    float max = largest(data, at, columns);
    exponentials(data, at, max, whole, scratch);
    FloatVector sums = FloatVector.zero(SPECIES);
    for (int c = 0; c < whole; c += LANES) {
      sums = sums.add(FloatVector.fromArray(SPECIES, scratch, c));
    }
    sums.intoArray(scratch, whole);
    double sum = VectorMath.sum(scratch, whole);
    for (int c = whole; c < columns; c++) {
      sum += Math.exp(Memory.get(data, at + c) - max);
    }
    return (float) (max + Math.log(sum));
  }

  /// e^(x − shift) of the whole vectors of a row.
  private static void exponentials(
      MemorySegment data, long at, float shift, int whole, float[] to) {
    for (int c = 0; c < whole; c += LANES) {
      fromMemorySegment(SPECIES, data, (at + c) * Float.BYTES, ORDER).sub(shift).intoArray(to, c);
    }
    VectorMath.exp(to, 0, to, 0, whole);
  }

  private static float largest(MemorySegment data, long at, int columns) {
    FloatVector largest = FloatVector.broadcast(SPECIES, MOST_NEGATIVE);
    int whole = Memory.whole(columns);
    for (int c = 0; c < whole; c += LANES) {
      largest = largest.max(fromMemorySegment(SPECIES, data, (at + c) * Float.BYTES, ORDER));
    }
    float max = largest.reduceLanes(VectorOperators.MAX);
    for (int c = whole; c < columns; c++) {
      max = Math.max(max, Memory.get(data, at + c));
    }
    return max;
  }

  private void backwardPart(int part) {
    int columns = logits.columns();
    float scale = 1f / logits.rows();
    MemorySegment data = logits.gradient();
    int last = WorkPool.start(logits.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(logits.rows(), pool.threads(), part); row < last; row++) {
      long at = (long) row * logits.rowStride();
      softmax(data, at, columns, logSums[row], scale, exponentials[part]);
      long target = at + tokens.targets()[row];
      Memory.set(data, target, Memory.get(data, target) - scale);
    }
  }

  private static void softmax(
      MemorySegment data, long at, int columns, float logSum, float scale, float[] scratch) {
    int whole = Memory.whole(columns);
    exponentials(data, at, logSum, whole, scratch);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector.fromArray(SPECIES, scratch, c)
          .mul(scale)
          .intoMemorySegment(data, (at + c) * Float.BYTES, ORDER);
    }
    for (int c = whole; c < columns; c++) {
      Memory.set(data, at + c, (float) Math.exp(Memory.get(data, at + c) - logSum) * scale);
    }
  }
}
