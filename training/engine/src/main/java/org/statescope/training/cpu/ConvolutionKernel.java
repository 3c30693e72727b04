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

/// Causal depthwise convolution with bias and SiLU. One task is one sequence; the value before SiLU
/// is computed again in the backward pass instead of being kept.
final class ConvolutionKernel implements Operation {
  private final WorkPool pool;
  private final int batch;
  private final int length;
  private final int channels;
  private final int padded;
  private final int taps;
  private final Tensor input;
  private final Tensor weight;
  private final Tensor bias;
  private final Tensor output;
  private final float[] tapRows;
  private final float[] biasRow;
  private final float[][] weightGradients;
  private final float[][] biasGradients;

  /// For each thread, gradients before SiLU of all tokens and of those beyond the last, and a row
  /// of scratch.
  private final float[][] inner;

  private final WorkPool.Task forwardTask = this::forwardSequence;
  private final WorkPool.Task backwardTask = this::backwardSequence;
  private boolean addInput;

  ConvolutionKernel(
      WorkPool pool, int batch, Tensor input, Tensor weight, Tensor bias, Tensor output) {
    channels = input.columns();
    taps = weight.columns();
    if (weight.rows() != channels
        || bias.shape().count() != channels
        || !input.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "%s and %s cannot convolve %s into %s".formatted(weight, bias, input, output));
    }
    this.pool = pool;
    this.batch = batch;
    this.length = input.rows() / batch;
    this.input = input;
    this.weight = weight;
    this.bias = bias;
    this.output = output;
    padded = Memory.padded(channels);
    tapRows = new float[taps * padded];
    biasRow = new float[padded];
    weightGradients = new float[batch][taps * padded];
    biasGradients = new float[batch][padded];
    inner = new float[pool.threads()][(length + taps + 1) * padded];
  }

  @Override
  public void forward() {
    for (int c = 0; c < channels; c++) {
      biasRow[c] = Memory.get(bias.data(), c);
      for (int k = 0; k < taps; k++) {
        tapRows[k * padded + c] = Memory.get(weight.data(), (long) c * taps + k);
      }
    }
    pool.run(batch, forwardTask);
  }

  @Override
  public void backward() {
    addInput = input.claimGradient();
    pool.run(batch, backwardTask);
    Partials.sum(biasGradients, bias);
    boolean add = weight.claimGradient();
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < taps; k++) {
        long at = (long) c * taps + k;
        float sum = add ? Memory.get(weight.gradient(), at) : 0;
        for (float[] part : weightGradients) {
          sum += part[k * padded + c];
        }
        Memory.set(weight.gradient(), at, sum);
      }
    }
  }

  /// Writes the value before SiLU of all channels of a token. Tap by tap, so that no vector lives
  /// across a loop: the compiler would put such a one on the heap.
  private void beforeSilu(int sequence, int t, float[] row, int at) {
    System.arraycopy(biasRow, 0, row, at, padded);
    for (int k = Math.max(0, taps - 1 - t); k < taps; k++) {
      long from = (long) (sequence * length + t - taps + 1 + k) * input.rowStride();
      addTap(input.data(), from, k * padded, row, at);
    }
  }

  private void addTap(MemorySegment x, long from, int tap, float[] row, int at) {
    int whole = Memory.whole(channels);
    for (int c = 0; c < whole; c += LANES) {
      fromMemorySegment(SPECIES, x, (from + c) * Float.BYTES, ORDER)
          .fma(
              FloatVector.fromArray(SPECIES, tapRows, tap + c),
              FloatVector.fromArray(SPECIES, row, at + c))
          .intoArray(row, at + c);
    }
    for (int c = whole; c < channels; c++) {
      row[at + c] = Math.fma(Memory.get(x, from + c), tapRows[tap + c], row[at + c]);
    }
  }

  private void forwardSequence(int sequence) {
    float[] row = inner[sequence % pool.threads()];
    for (int t = 0; t < length; t++) {
      beforeSilu(sequence, t, row, 0);
      storeSilu(row, (long) (sequence * length + t) * output.rowStride());
    }
  }

  private void storeSilu(float[] row, long to) {
    int whole = Memory.whole(channels);
    int scratch = row.length - padded;
    VectorMath.expOfNegative(row, 0, row, scratch, whole);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector sigmoid =
          FloatVector.broadcast(SPECIES, 1f)
              .div(FloatVector.fromArray(SPECIES, row, scratch + c).add(1f));
      FloatVector x = FloatVector.fromArray(SPECIES, row, c);
      x.mul(sigmoid).intoMemorySegment(output.data(), (to + c) * Float.BYTES, ORDER);
    }
    for (int c = whole; c < channels; c++) {
      Memory.set(output.data(), to + c, row[c] * VectorMath.sigmoid(row[c]));
    }
  }

  private void backwardSequence(int sequence) {
    float[] dx = inner[sequence % pool.threads()];
    Arrays.fill(dx, length * padded, dx.length, 0);
    for (int t = 0; t < length; t++) {
      beforeSilu(sequence, t, dx, t * padded);
      innerGradient(dx, t * padded, (long) (sequence * length + t) * output.rowStride());
    }
    Arrays.fill(weightGradients[sequence], 0);
    Arrays.fill(biasGradients[sequence], 0);
    for (int t = 0; t < length; t++) {
      long row = (long) (sequence * length + t) * input.rowStride();
      for (int k = 0; k < taps; k++) {
        addWeightGradient(row, dx, (t + taps - 1 - k) * padded, weightGradients[sequence], k);
      }
      storeInputGradient(row, dx, t * padded);
      addBiasGradient(dx, t * padded, biasGradients[sequence]);
    }
  }

  /// Replaces x by dy ⊙ SiLU'(x): d/dx of x·σ(x) is σ(x)(1 + x(1 − σ(x))).
  private void innerGradient(float[] dx, int at, long from) {
    MemorySegment dy = output.gradient();
    int whole = Memory.whole(channels);
    int scratch = dx.length - padded;
    VectorMath.expOfNegative(dx, at, dx, scratch, whole);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector sigmoid =
          FloatVector.broadcast(SPECIES, 1f)
              .div(FloatVector.fromArray(SPECIES, dx, scratch + c).add(1f));
      FloatVector x = FloatVector.fromArray(SPECIES, dx, at + c);
      FloatVector slope = x.sub(x.mul(sigmoid)).add(1f).mul(sigmoid);
      fromMemorySegment(SPECIES, dy, (from + c) * Float.BYTES, ORDER)
          .mul(slope)
          .intoArray(dx, at + c);
    }
    for (int c = whole; c < channels; c++) {
      float x = dx[at + c];
      float sigmoid = VectorMath.sigmoid(x);
      dx[at + c] = Memory.get(dy, from + c) * ((x - x * sigmoid + 1) * sigmoid);
    }
  }

  private void addWeightGradient(long row, float[] dx, int later, float[] dw, int tap) {
    MemorySegment x = input.data();
    int at = tap * padded;
    int whole = Memory.whole(channels);
    for (int c = 0; c < whole; c += LANES) {
      fromMemorySegment(SPECIES, x, (row + c) * Float.BYTES, ORDER)
          .fma(
              FloatVector.fromArray(SPECIES, dx, later + c),
              FloatVector.fromArray(SPECIES, dw, at + c))
          .intoArray(dw, at + c);
    }
    for (int c = whole; c < channels; c++) {
      dw[at + c] = Math.fma(Memory.get(x, row + c), dx[later + c], dw[at + c]);
    }
  }

  private void storeInputGradient(long row, float[] dx, int at) {
    MemorySegment to = input.gradient();
    int whole = Memory.whole(channels);
    for (int c = 0; c < whole; c += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = 0; k < taps; k++) {
        FloatVector tap = FloatVector.fromArray(SPECIES, tapRows, k * padded + c);
        sum = FloatVector.fromArray(SPECIES, dx, at + (taps - 1 - k) * padded + c).fma(tap, sum);
      }
      long offset = (row + c) * Float.BYTES;
      if (addInput) {
        sum = sum.add(fromMemorySegment(SPECIES, to, offset, ORDER));
      }
      sum.intoMemorySegment(to, offset, ORDER);
    }
    for (int c = whole; c < channels; c++) {
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum = Math.fma(dx[at + (taps - 1 - k) * padded + c], tapRows[k * padded + c], sum);
      }
      Memory.put(addInput, sum, to, row + c);
    }
  }

  private void addBiasGradient(float[] dx, int at, float[] db) {
    for (int c = 0; c < padded; c += LANES) {
      FloatVector.fromArray(SPECIES, db, c)
          .add(FloatVector.fromArray(SPECIES, dx, at + c))
          .intoArray(db, c);
    }
  }
}
