package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

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
      FloatVector squares = FloatVector.zero(SPECIES);
      for (int c = 0; c < columns; c += LANES) {
        FloatVector x = Memory.load(input.data(), at + c, columns - c);
        squares = x.fma(x, squares);
      }
      float r = (float) (1 / Math.sqrt(VectorMath.sum(squares) / columns + epsilon));
      inverseRms[row] = r;
      long to = (long) row * output.rowStride();
      for (int c = 0; c < columns; c += LANES) {
        int count = columns - c;
        FloatVector x = Memory.load(input.data(), at + c, count);
        FloatVector w = Memory.load(weight.data(), c, count);
        Memory.store(x.mul(r).mul(w), output.data(), to + c, count);
      }
    }
  }

  private void backwardPart(int part) {
    int columns = input.columns();
    float[] dw = weightGradients[part];
    Arrays.fill(dw, 0);
    int last = WorkPool.start(input.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(input.rows(), pool.threads(), part); row < last; row++) {
      long at = (long) row * input.rowStride();
      long from = (long) row * output.rowStride();
      float r = inverseRms[row];
      FloatVector products = FloatVector.zero(SPECIES);
      for (int c = 0; c < columns; c += LANES) {
        int count = columns - c;
        FloatVector x = Memory.load(input.data(), at + c, count);
        FloatVector dy = Memory.load(output.gradient(), from + c, count);
        FloatVector scaled = x.mul(dy);
        products = scaled.fma(Memory.load(weight.data(), c, count), products);
        scaled
            .fma(FloatVector.broadcast(SPECIES, r), FloatVector.fromArray(SPECIES, dw, c))
            .intoArray(dw, c);
      }
      float mean = VectorMath.sum(products) / columns;
      float pull = -mean * r * r;
      for (int c = 0; c < columns; c += LANES) {
        int count = columns - c;
        FloatVector x = Memory.load(input.data(), at + c, count);
        FloatVector dy = Memory.load(output.gradient(), from + c, count);
        FloatVector direct = dy.mul(Memory.load(weight.data(), c, count));
        Memory.put(addInput, x.mul(pull).add(direct).mul(r), input.gradient(), at + c, count);
      }
    }
  }
}
