package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The signals of one vector of channels over one chunk of tokens, packed `(token, lane)`, and
/// their gradients: what all scans have in common. A block belongs to one thread. Lanes beyond the
/// last channel are zero.
///
/// No vector occurs here: see [PackedRows].
final class SignalBlock {
  final float[] input = packed();
  final float[] step = packed();

  /// y without D u, to be added to.
  final float[] output = packed();

  /// Gradient with respect to y.
  final float[] outputGradient = packed();

  /// Gradient with respect to u and to Δ from the state space, to be filled by the scan.
  final float[] inputGradient = packed();

  final float[] stepGradient = packed();

  private final float[] stepSlope = packed();

  /// z, and then what y is to be multiplied with for the gradient of z.
  private final float[] gate = packed();

  /// y with D u.
  private final float[] whole = packed();

  private final float[] scratch = packed();
  private final float[] bias = new float[LANES];
  private final float[] feedThrough = new float[LANES];
  private final ScanSignals signals;
  private final SignalGradients gradients;
  private int firstRow;
  private int count;
  private int channel;
  private int lanes;

  SignalBlock(ScanSignals signals, SignalGradients gradients) {
    this.signals = signals;
    this.gradients = gradients;
  }

  private static float[] packed() {
    return new float[ScanTile.LONGEST * LANES];
  }

  /// Takes u and Δ of `tokens` rows from `row` and of the channels from `firstChannel`, and clears
  /// the output.
  void load(int row, int tokens, int firstChannel) {
    load(row, tokens, firstChannel, signals.channels());
  }

  /// The same, the lanes from channel `end` on being zero.
  void load(int row, int tokens, int firstChannel, int end) {
    firstRow = row;
    count = tokens;
    channel = firstChannel;
    lanes = Math.min(LANES, end - firstChannel);
    int values = tokens * LANES;
    Arrays.fill(output, 0, values, 0);
    loadRow(signals.feedThrough(), feedThrough);
    load(signals.input(), signals.input().data(), input);
    load(signals.step(), signals.step().data(), step);
    if (signals.stepBias() != null) {
      loadRow(signals.stepBias(), bias);
      SignalMath.shift(step, bias, values);
    }
    if (signals.softplus()) {
      VectorMath.softplus(step, 0, scratch, values);
      clearUnused(step);
    }
  }

  /// Writes (y + D u) ⊙ SiLU(z).
  void storeOutput(Tensor target) {
    SignalMath.feedThrough(output, feedThrough, input, whole, count * LANES);
    Tensor z = signals.gate();
    if (z != null) {
      load(z, z.data(), gate);
      SignalMath.gate(whole, gate, scratch, count * LANES);
    }
    put(false, whole, target, target.data());
  }

  /// Takes the gradient of the gated output; afterwards [#outputGradient] is that of y. Also clears
  /// the gradients that the scan is to fill.
  void loadGradient(Tensor target) {
    int values = count * LANES;
    Arrays.fill(inputGradient, 0, values, 0);
    Arrays.fill(stepGradient, 0, values, 0);
    load(target, target.gradient(), outputGradient);
    Tensor z = signals.gate();
    if (z != null) {
      load(z, z.data(), gate);
      SignalMath.gateGradient(outputGradient, gate, scratch, values);
    }
    if (signals.softplus()) {
      SignalMath.softplusSlope(step, stepSlope, values);
    }
  }

  /// Writes the gradients of u, step and gate and adds those of D and the bias to the sums of
  /// `sequence`, which come out the same in every bit however its tokens are cut into chunks, if
  /// the chunks come from the last to the first.
  void storeGradients(int sequence) {
    int values = count * LANES;
    Tensor u = signals.input();
    SignalMath.addProducts(outputGradient, input, count, gradients.feedThrough[sequence], channel);
    SignalMath.feedThrough(inputGradient, feedThrough, outputGradient, inputGradient, values);
    put(gradients.addInput, inputGradient, u, u.gradient());
    if (signals.softplus()) {
      SignalMath.multiply(stepGradient, stepSlope, values);
    }
    SignalMath.addRows(stepGradient, count, gradients.stepBias[sequence], channel);
    put(gradients.addStep, stepGradient, signals.step(), signals.step().gradient());
    Tensor z = signals.gate();
    if (z != null) {
      SignalMath.feedThrough(output, feedThrough, input, whole, values);
      SignalMath.multiply(gate, whole, values);
      put(gradients.addGate, gate, z, z.gradient());
    }
  }

  private void load(Tensor tensor, MemorySegment from, float[] to) {
    PackedRows.load(from, at(tensor), tensor.rowStride(), count, lanes, to);
  }

  private void put(boolean add, float[] from, Tensor tensor, MemorySegment to) {
    PackedRows.put(add, from, count, lanes, to, at(tensor), tensor.rowStride());
  }

  private void loadRow(@Nullable Tensor tensor, float[] to) {
    for (int lane = 0; lane < LANES; lane++) {
      to[lane] = tensor != null && lane < lanes ? Memory.get(tensor.data(), channel + lane) : 0;
    }
  }

  private void clearUnused(float[] values) {
    for (int t = 0; lanes < LANES && t < count; t++) {
      Arrays.fill(values, t * LANES + lanes, (t + 1) * LANES, 0);
    }
  }

  private long at(Tensor tensor) {
    return (long) firstRow * tensor.rowStride() + channel;
  }
}
