package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromMemorySegment;
import static org.statescope.training.cpu.Memory.ORDER;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// y = r x ⊙ w with r = (mean(x²) + ε)^−½ for each row. Backwards dx = r (w ⊙ dy − x r² mean(x ⊙ w
/// ⊙ dy)), dw = Σ r x ⊙ dy.
final class RmsNormKernel implements Operation {
  private final WorkPool pool;
  private final Tensor input;
  private final Tensor weight;
  private final double epsilon;
  private final Tensor output;
  private final float[] inverseRms;
  private final float[][] weightGradients;
  private final float[][] lanes;
  private final WorkPool.Task forwardTask = this::forwardPart;
  private final WorkPool.Task backwardTask = this::backwardPart;
  private boolean addInput;

  RmsNormKernel(WorkPool pool, Tensor input, Tensor weight, double epsilon, Tensor output) {
    if (weight.shape().count() != input.columns() || !input.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "%s cannot norm %s into %s".formatted(weight, input, output));
    }
    this.pool = pool;
    this.input = input;
    this.weight = weight;
    this.epsilon = epsilon;
    this.output = output;
    inverseRms = new float[input.rows()];
    weightGradients = new float[pool.threads()][Memory.padded(input.columns())];
    lanes = new float[pool.threads()][LANES];
  }

  @Override
  public void forward() {
    pool.run(pool.threads(), forwardTask);
  }

  @Override
  public void backward() {
    addInput = input.claimGradient();
    pool.run(pool.threads(), backwardTask);
    Partials.sum(weightGradients, weight);
  }

  private void forwardPart(int part) {
    int columns = input.columns();
    int last = WorkPool.start(input.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(input.rows(), pool.threads(), part); row < last; row++) {
      long at = (long) row * input.rowStride();
      float squares = Rows.dot(input.data(), at, input.data(), at, columns, lanes[part]);
      float r = (float) (1 / Math.sqrt(squares / columns + epsilon));
      inverseRms[row] = r;
      scale(r, at, (long) row * output.rowStride());
    }
  }

  private void scale(float r, long at, long to) {
    MemorySegment x = input.data();
    MemorySegment w = weight.data();
    MemorySegment y = output.data();
    int columns = input.columns();
    int whole = Memory.whole(columns);
    for (int c = 0; c < whole; c += LANES) {
      fromMemorySegment(SPECIES, x, (at + c) * Float.BYTES, ORDER)
          .mul(r)
          .mul(fromMemorySegment(SPECIES, w, (long) c * Float.BYTES, ORDER))
          .intoMemorySegment(y, (to + c) * Float.BYTES, ORDER);
    }
    for (int c = whole; c < columns; c++) {
      Memory.set(y, to + c, Memory.get(x, at + c) * r * Memory.get(w, c));
    }
  }

  private void backwardPart(int part) {
    float[] dw = weightGradients[part];
    Arrays.fill(dw, 0);
    int last = WorkPool.start(input.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(input.rows(), pool.threads(), part); row < last; row++) {
      long at = (long) row * input.rowStride();
      long from = (long) row * output.rowStride();
      float r = inverseRms[row];
      float mean = products(r, at, from, dw, lanes[part]) / input.columns();
      storeGradient(r, -mean * r * r, at, from);
    }
  }

  /// Adds r x ⊙ dy to dw and returns Σ x ⊙ w ⊙ dy.
  private float products(float r, long at, long from, float[] dw, float[] sums) {
    MemorySegment x = input.data();
    MemorySegment w = weight.data();
    MemorySegment dy = output.gradient();
    int columns = input.columns();
    int whole = Memory.whole(columns);
    FloatVector products = FloatVector.zero(SPECIES);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector scaled =
          fromMemorySegment(SPECIES, x, (at + c) * Float.BYTES, ORDER)
              .mul(fromMemorySegment(SPECIES, dy, (from + c) * Float.BYTES, ORDER));
      products = scaled.fma(fromMemorySegment(SPECIES, w, (long) c * Float.BYTES, ORDER), products);
      scaled
          .fma(FloatVector.broadcast(SPECIES, r), FloatVector.fromArray(SPECIES, dw, c))
          .intoArray(dw, c);
    }
    products.intoArray(sums, 0);
    float sum = VectorMath.sum(sums, 0);
    for (int c = whole; c < columns; c++) {
      float scaled = Memory.get(x, at + c) * Memory.get(dy, from + c);
      sum = Math.fma(scaled, Memory.get(w, c), sum);
      dw[c] = Math.fma(scaled, r, dw[c]);
    }
    return sum;
  }

  private void storeGradient(float r, float pull, long at, long from) {
    MemorySegment x = input.data();
    MemorySegment w = weight.data();
    MemorySegment dy = output.gradient();
    MemorySegment dx = input.gradient();
    int columns = input.columns();
    int whole = Memory.whole(columns);
    for (int c = 0; c < whole; c += LANES) {
      long offset = (at + c) * Float.BYTES;
      FloatVector direct =
          fromMemorySegment(SPECIES, dy, (from + c) * Float.BYTES, ORDER)
              .mul(fromMemorySegment(SPECIES, w, (long) c * Float.BYTES, ORDER));
      FloatVector gradient =
          fromMemorySegment(SPECIES, x, offset, ORDER).mul(pull).add(direct).mul(r);
      if (addInput) {
        gradient = gradient.add(fromMemorySegment(SPECIES, dx, offset, ORDER));
      }
      gradient.intoMemorySegment(dx, offset, ORDER);
    }
    for (int c = whole; c < columns; c++) {
      float direct = Memory.get(dy, from + c) * Memory.get(w, c);
      Memory.put(addInput, (Memory.get(x, at + c) * pull + direct) * r, dx, at + c);
    }
  }
}
