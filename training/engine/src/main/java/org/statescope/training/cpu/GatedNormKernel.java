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

/// y = r v ⊙ w with v = x ⊙ SiLU(z) and r = (mean(v²) + ε)^−½ for each row and group of columns.
/// Backwards dv = r (w ⊙ dy − v r² mean(v ⊙ w ⊙ dy)), dx = dv ⊙ SiLU(z), dz = dv ⊙ x ⊙ SiLU'(z), dw
/// = Σ r v ⊙ dy; σ(z) and v are computed again.
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
  private final float[][] sigmoids;
  private final float[][] gradients;
  private final float[][] lanes;
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
    inverseRms = new float[input.rows() * groups];
    weightGradients = new float[pool.threads()][input.columns()];
    gated = new float[pool.threads()][Memory.padded(width)];
    sigmoids = new float[pool.threads()][width];
    gradients = new float[pool.threads()][width];
    lanes = new float[pool.threads()][LANES];
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
        int first = group * width;
        float[] v = gated[part];
        long x = (long) row * input.rowStride() + first;
        gate(x, (long) row * gate.rowStride() + first, v, sigmoids[part]);
        float r = (float) (1 / Math.sqrt(squares(v, lanes[part]) / width + epsilon));
        inverseRms[row * groups + group] = r;
        scale(r, first, v, (long) row * output.rowStride() + first);
      }
    }
  }

  /// v = x ⊙ SiLU(z), and keeps σ(z).
  private void gate(long x, long z, float[] v, float[] sigmoid) {
    MemorySegment values = input.data();
    MemorySegment gates = gate.data();
    int whole = Memory.whole(width);
    MemorySegment.copy(gates, Memory.FLOAT, z * Float.BYTES, sigmoid, 0, whole);
    VectorMath.expOfNegative(sigmoid, 0, sigmoid, 0, whole);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector s =
          FloatVector.broadcast(SPECIES, 1f)
              .div(FloatVector.fromArray(SPECIES, sigmoid, c).add(1f));
      s.intoArray(sigmoid, c);
      fromMemorySegment(SPECIES, gates, (z + c) * Float.BYTES, ORDER)
          .mul(s)
          .mul(fromMemorySegment(SPECIES, values, (x + c) * Float.BYTES, ORDER))
          .intoArray(v, c);
    }
    for (int c = whole; c < width; c++) {
      float g = Memory.get(gates, z + c);
      sigmoid[c] = VectorMath.sigmoid(g);
      v[c] = g * sigmoid[c] * Memory.get(values, x + c);
    }
  }

  /// Σ v². Lanes beyond the group are zero.
  private static float squares(float[] v, float[] lanes) {
    FloatVector squares = FloatVector.zero(SPECIES);
    for (int c = 0; c < v.length; c += LANES) {
      FloatVector here = FloatVector.fromArray(SPECIES, v, c);
      squares = here.fma(here, squares);
    }
    squares.intoArray(lanes, 0);
    return VectorMath.sum(lanes, 0);
  }

  private void scale(float r, int first, float[] v, long y) {
    MemorySegment w = weight.data();
    MemorySegment to = output.data();
    int whole = Memory.whole(width);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector normed = FloatVector.fromArray(SPECIES, v, c).mul(r);
      normed
          .mul(fromMemorySegment(SPECIES, w, (long) (first + c) * Float.BYTES, ORDER))
          .intoMemorySegment(to, (y + c) * Float.BYTES, ORDER);
    }
    for (int c = whole; c < width; c++) {
      Memory.set(to, y + c, v[c] * r * Memory.get(w, first + c));
    }
  }

  private void backwardPart(int part) {
    Arrays.fill(weightGradients[part], 0);
    int last = WorkPool.start(input.rows(), pool.threads(), part + 1);
    for (int row = WorkPool.start(input.rows(), pool.threads(), part); row < last; row++) {
      for (int group = 0; group < groups; group++) {
        int first = group * width;
        long x = (long) row * input.rowStride() + first;
        long z = (long) row * gate.rowStride() + first;
        long y = (long) row * output.rowStride() + first;
        float r = inverseRms[row * groups + group];
        gate(x, z, gated[part], sigmoids[part]);
        float pull = -products(r, first, y, part) / width * r * r;
        gateGradient(r, pull, first, y, part);
        storeInputGradient(x, z, part);
        storeGateGradient(x, z, part);
      }
    }
  }

  /// Adds r v ⊙ dy to dw and returns Σ v ⊙ w ⊙ dy.
  private float products(float r, int first, long y, int part) {
    float[] v = gated[part];
    float[] dw = weightGradients[part];
    MemorySegment w = weight.data();
    MemorySegment dy = output.gradient();
    int whole = Memory.whole(width);
    FloatVector products = FloatVector.zero(SPECIES);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector scaled =
          FloatVector.fromArray(SPECIES, v, c)
              .mul(fromMemorySegment(SPECIES, dy, (y + c) * Float.BYTES, ORDER));
      products =
          scaled.fma(
              fromMemorySegment(SPECIES, w, (long) (first + c) * Float.BYTES, ORDER), products);
      scaled
          .fma(FloatVector.broadcast(SPECIES, r), FloatVector.fromArray(SPECIES, dw, first + c))
          .intoArray(dw, first + c);
    }
    products.intoArray(lanes[part], 0);
    float sum = VectorMath.sum(lanes[part], 0);
    for (int c = whole; c < width; c++) {
      float scaled = v[c] * Memory.get(dy, y + c);
      sum = Math.fma(scaled, Memory.get(w, first + c), sum);
      dw[first + c] = Math.fma(scaled, r, dw[first + c]);
    }
    return sum;
  }

  /// Replaces v by its gradient r (w ⊙ dy + pull v).
  private void gateGradient(float r, float pull, int first, long y, int part) {
    float[] v = gated[part];
    MemorySegment w = weight.data();
    MemorySegment dy = output.gradient();
    int whole = Memory.whole(width);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector direct =
          fromMemorySegment(SPECIES, dy, (y + c) * Float.BYTES, ORDER)
              .mul(fromMemorySegment(SPECIES, w, (long) (first + c) * Float.BYTES, ORDER));
      FloatVector.fromArray(SPECIES, v, c).mul(pull).add(direct).mul(r).intoArray(v, c);
    }
    for (int c = whole; c < width; c++) {
      v[c] = (v[c] * pull + Memory.get(dy, y + c) * Memory.get(w, first + c)) * r;
    }
  }

  /// dx = dv ⊙ SiLU(z).
  private void storeInputGradient(long x, long z, int part) {
    float[] dv = gated[part];
    float[] sigmoid = sigmoids[part];
    float[] products = gradients[part];
    MemorySegment gates = gate.data();
    int whole = Memory.whole(width);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector silu =
          fromMemorySegment(SPECIES, gates, (z + c) * Float.BYTES, ORDER)
              .mul(FloatVector.fromArray(SPECIES, sigmoid, c));
      FloatVector.fromArray(SPECIES, dv, c).mul(silu).intoArray(products, c);
    }
    for (int c = whole; c < width; c++) {
      products[c] = dv[c] * (Memory.get(gates, z + c) * sigmoid[c]);
    }
    Rows.put(addInput, products, input.gradient(), x, width);
  }

  /// dz = dv ⊙ x ⊙ SiLU'(z).
  private void storeGateGradient(long x, long z, int part) {
    float[] dv = gated[part];
    float[] sigmoid = sigmoids[part];
    float[] products = gradients[part];
    MemorySegment values = input.data();
    MemorySegment gates = gate.data();
    int whole = Memory.whole(width);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector g = fromMemorySegment(SPECIES, gates, (z + c) * Float.BYTES, ORDER);
      FloatVector s = FloatVector.fromArray(SPECIES, sigmoid, c);
      FloatVector slope = s.mul(g.sub(g.mul(s)).add(1f));
      FloatVector.fromArray(SPECIES, dv, c)
          .mul(fromMemorySegment(SPECIES, values, (x + c) * Float.BYTES, ORDER))
          .mul(slope)
          .intoArray(products, c);
    }
    for (int c = whole; c < width; c++) {
      float g = Memory.get(gates, z + c);
      float slope = sigmoid[c] * (g - g * sigmoid[c] + 1);
      products[c] = dv[c] * Memory.get(values, x + c) * slope;
    }
    Rows.put(addGate, products, gate.gradient(), z, width);
  }
}
