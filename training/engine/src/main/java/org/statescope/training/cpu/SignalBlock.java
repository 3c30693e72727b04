package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The signals of one vector of channels over one chunk of tokens, packed `(token, lane)`, and
/// their gradients: what all scans have in common. A block belongs to one thread. Lanes beyond the
/// last channel are zero.
final class SignalBlock {
  /// Tokens of a chunk. Only states at the starts of chunks are kept from the forward to the
  /// backward pass.
  static final int CHUNK = 32;

  final float[] input = new float[CHUNK * LANES];
  final float[] step = new float[CHUNK * LANES];

  /// y without D u, to be added to.
  final float[] output = new float[CHUNK * LANES];

  /// Gradient with respect to y.
  final float[] outputGradient = new float[CHUNK * LANES];

  /// Gradient with respect to u and to Δ from the state space, to be filled by the scan.
  final float[] inputGradient = new float[CHUNK * LANES];

  final float[] stepGradient = new float[CHUNK * LANES];

  private final float[] stepSlope = new float[CHUNK * LANES];
  private final float[] gateGradient = new float[CHUNK * LANES];
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
    Arrays.fill(output, 0, tokens * LANES, 0);
    Tensor bias = signals.stepBias();
    FloatVector shift =
        bias == null ? FloatVector.zero(SPECIES) : Memory.load(bias.data(), channel, lanes);
    for (int t = 0; t < tokens; t++) {
      Memory.load(signals.input().data(), at(signals.input(), t), lanes)
          .intoArray(input, t * LANES);
      FloatVector raw = Memory.load(signals.step().data(), at(signals.step(), t), lanes).add(shift);
      FloatVector delta = signals.softplus() ? VectorMath.softplus(raw) : raw;
      if (lanes < LANES) {
        delta = FloatVector.zero(SPECIES).blend(delta, VectorMath.firstLanes(lanes));
      }
      delta.intoArray(step, t * LANES);
    }
  }

  /// Writes (y + D u) ⊙ SiLU(z).
  void storeOutput(Tensor target) {
    FloatVector d = feedThrough();
    Tensor gate = signals.gate();
    for (int t = 0; t < count; t++) {
      FloatVector y = vector(input, t).fma(d, vector(output, t));
      if (gate != null) {
        FloatVector z = Memory.load(gate.data(), at(gate, t), lanes);
        y = y.mul(z.mul(VectorMath.sigmoid(z)));
      }
      Memory.store(y, target.data(), at(target, t), lanes);
    }
  }

  /// Takes the gradient of the gated output; afterwards [#outputGradient] is that of y. Also clears
  /// the gradients that the scan is to fill.
  void loadGradient(Tensor target) {
    Arrays.fill(inputGradient, 0, count * LANES, 0);
    Arrays.fill(stepGradient, 0, count * LANES, 0);
    Tensor gate = signals.gate();
    for (int t = 0; t < count; t++) {
      FloatVector dy = Memory.load(target.gradient(), at(target, t), lanes);
      if (gate != null) {
        FloatVector z = Memory.load(gate.data(), at(gate, t), lanes);
        FloatVector sigmoid = VectorMath.sigmoid(z);
        FloatVector silu = z.mul(sigmoid);
        dy.mul(sigmoid.mul(z.sub(silu).add(1f))).intoArray(gateGradient, t * LANES);
        dy = dy.mul(silu);
      }
      dy.intoArray(outputGradient, t * LANES);
      if (signals.softplus()) {
        // softplus' = 1 − e^−Δ
        FloatVector.broadcast(SPECIES, 1f)
            .sub(VectorMath.exp(vector(step, t).neg()))
            .intoArray(stepSlope, t * LANES);
      }
    }
  }

  /// Writes the gradients of u, step and gate and adds those of D and the bias to the sums of
  /// `sequence`.
  void storeGradients(int sequence) {
    FloatVector d = feedThrough();
    FloatVector feedThroughSum = FloatVector.zero(SPECIES);
    FloatVector biasSum = FloatVector.zero(SPECIES);
    Tensor u = signals.input();
    Tensor gate = signals.gate();
    for (int t = 0; t < count; t++) {
      FloatVector dy = vector(outputGradient, t);
      FloatVector x = vector(input, t);
      feedThroughSum = dy.fma(x, feedThroughSum);
      Memory.put(
          gradients.addInput, dy.fma(d, vector(inputGradient, t)), u.gradient(), at(u, t), lanes);
      FloatVector raw = vector(stepGradient, t);
      if (signals.softplus()) {
        raw = raw.mul(vector(stepSlope, t));
      }
      biasSum = biasSum.add(raw);
      Memory.put(gradients.addStep, raw, signals.step().gradient(), at(signals.step(), t), lanes);
      if (gate != null) {
        FloatVector y = x.fma(d, vector(output, t));
        Memory.put(
            gradients.addGate, y.mul(vector(gateGradient, t)), gate.gradient(), at(gate, t), lanes);
      }
    }
    add(feedThroughSum, gradients.feedThrough[sequence]);
    add(biasSum, gradients.stepBias[sequence]);
  }

  private void add(FloatVector sum, float[] to) {
    FloatVector.fromArray(SPECIES, to, channel).add(sum).intoArray(to, channel);
  }

  private FloatVector feedThrough() {
    Tensor d = signals.feedThrough();
    return d == null ? FloatVector.zero(SPECIES) : Memory.load(d.data(), channel, lanes);
  }

  private long at(Tensor tensor, int t) {
    return (long) (firstRow + t) * tensor.rowStride() + channel;
  }

  private static FloatVector vector(float[] packed, int t) {
    return FloatVector.fromArray(SPECIES, packed, t * LANES);
  }
}
