package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// y = r v ⊙ w with v = x ⊙ SiLU(z) and r = (mean(v²) + ε)^−½ for each row and group of columns.
/// Backwards dv = r (w ⊙ dy − v r² mean(v ⊙ w ⊙ dy)), dx = dv ⊙ SiLU(z), dz = dv ⊙ x ⊙ SiLU'(z), dw
/// = Σ r v ⊙ dy; SiLU and v are computed again.
final class GatedNormKernel implements Operation {
  private final WorkPool pool;
  private final Tensor input;
  private final Tensor gate;
  private final Tensor weight;
  private final double epsilon;
  private final Tensor output;
  private final int groups;
  private final int width;
  private final float[] inverseRms;
  private final float[][] weightGradients;
  private final float[][] gated;
  private final float[][] slopes;
  private final WorkPool.Task forwardTask = this::forwardPart;
  private final WorkPool.Task backwardTask = this::backwardPart;
  private boolean addInput;
  private boolean addGate;

  GatedNormKernel(
      WorkPool pool,
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
    this.pool = pool;
    this.input = input;
    this.gate = gate;
    this.weight = weight;
    this.groups = groups;
    this.epsilon = epsilon;
    this.output = output;
    width = input.columns() / groups;
    int padded = Memory.padded(width);
    inverseRms = new float[input.rows() * groups];
    weightGradients = new float[pool.threads()][input.columns() + LANES];
    gated = new float[pool.threads()][padded];
    slopes = new float[pool.threads()][padded];
  }

  @Override
  public void forward() {
    pool.run(pool.threads(), forwardTask);
  }

  @Override
  public void backward() {
    addInput = input.claimGradient();
    addGate = gate.claimGradient();
    pool.run(pool.threads(), backwardTask);
    Partials.sum(weightGradients, weight);
  }

  private void forwardPart(int part) {
    int last = WorkPool.start(input.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(input.rows(), pool.threads(), part); row < last; row++) {
      for (int group = 0; group < groups; group++) {
        forwardGroup(row, group, gated[part]);
      }
    }
  }

  private void forwardGroup(int row, int group, float[] v) {
    int first = group * width;
    long x = (long) row * input.rowStride() + first;
    long z = (long) row * gate.rowStride() + first;
    FloatVector squares = FloatVector.zero(SPECIES);
    for (int c = 0; c < width; c += LANES) {
      FloatVector silu = silu(Memory.load(gate.data(), z + c, width - c));
      FloatVector product = silu.mul(Memory.load(input.data(), x + c, width - c));
      product.intoArray(v, c);
      squares = product.fma(product, squares);
    }
    float r = (float) (1 / Math.sqrt(VectorMath.sum(squares) / width + epsilon));
    inverseRms[row * groups + group] = r;
    long y = (long) row * output.rowStride() + first;
    for (int c = 0; c < width; c += LANES) {
      int count = width - c;
      FloatVector w = Memory.load(weight.data(), first + c, count);
      Memory.store(FloatVector.fromArray(SPECIES, v, c).mul(r).mul(w), output.data(), y + c, count);
    }
  }

  private void backwardPart(int part) {
    Arrays.fill(weightGradients[part], 0);
    int last = WorkPool.start(input.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(input.rows(), pool.threads(), part); row < last; row++) {
      for (int group = 0; group < groups; group++) {
        float pull = prepare(row, group, part);
        storeGradients(row, group, part, pull);
      }
    }
  }

  /// Fills v and SiLU'(z), adds to dw, and returns −r² mean(v ⊙ w ⊙ dy).
  private float prepare(int row, int group, int part) {
    int first = group * width;
    long x = (long) row * input.rowStride() + first;
    long z = (long) row * gate.rowStride() + first;
    long y = (long) row * output.rowStride() + first;
    float r = inverseRms[row * groups + group];
    float[] dw = weightGradients[part];
    FloatVector products = FloatVector.zero(SPECIES);
    for (int c = 0; c < width; c += LANES) {
      int count = width - c;
      FloatVector gateValue = Memory.load(gate.data(), z + c, count);
      FloatVector sigmoid = VectorMath.sigmoid(gateValue);
      FloatVector silu = gateValue.mul(sigmoid);
      sigmoid.mul(gateValue.sub(silu).add(1f)).intoArray(slopes[part], c);
      FloatVector v = silu.mul(Memory.load(input.data(), x + c, count));
      v.intoArray(gated[part], c);
      FloatVector scaled = v.mul(Memory.load(output.gradient(), y + c, count));
      products = scaled.fma(Memory.load(weight.data(), first + c, count), products);
      // Lanes beyond the group add zero to the next one's sums, or to the padding.
      scaled
          .fma(FloatVector.broadcast(SPECIES, r), FloatVector.fromArray(SPECIES, dw, first + c))
          .intoArray(dw, first + c);
    }
    return -VectorMath.sum(products) / width * r * r;
  }

  private void storeGradients(int row, int group, int part, float pull) {
    int first = group * width;
    long x = (long) row * input.rowStride() + first;
    long z = (long) row * gate.rowStride() + first;
    long y = (long) row * output.rowStride() + first;
    float r = inverseRms[row * groups + group];
    for (int c = 0; c < width; c += LANES) {
      int count = width - c;
      FloatVector direct =
          Memory.load(output.gradient(), y + c, count)
              .mul(Memory.load(weight.data(), first + c, count));
      FloatVector dv = FloatVector.fromArray(SPECIES, gated[part], c).mul(pull).add(direct).mul(r);
      FloatVector silu = silu(Memory.load(gate.data(), z + c, count));
      FloatVector value = Memory.load(input.data(), x + c, count);
      FloatVector slope = FloatVector.fromArray(SPECIES, slopes[part], c);
      Memory.put(addInput, dv.mul(silu), input.gradient(), x + c, count);
      Memory.put(addGate, dv.mul(value).mul(slope), gate.gradient(), z + c, count);
    }
  }

  private static FloatVector silu(FloatVector z) {
    return z.mul(VectorMath.sigmoid(z));
  }
}
