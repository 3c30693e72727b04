package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// Δ and how much a state decays between the tokens of one chunk, for the heads of one group. Value
/// t of head h stands at `h * stride + t`.
///
/// The logarithm of the decay from the chunk's start is summed in double and kept as two floats:
/// the difference of two sums would lose in one float what both have in common.
final class HeadDecays {
  private static final double LOG2_E = 1 / Math.log(2);

  /// Values between the heads: the tokens of a chunk, rounded up to whole vectors.
  final int stride;

  final float[] step;

  /// exp(Σ Δ_r a) from the chunk's start to each token, that token's step included.
  final float[] fromStart;

  /// exp(Σ Δ_r a) from each token to the chunk's end, that token's step left out.
  final float[] toEnd;

  /// a of each head.
  final float[] rate;

  /// What multiplies each token's input.
  final HeadGains gains;

  private final HeadSignals signals;
  private final Tensor rates;
  private final float[] high;
  private final float[] low;
  private final float[] scratch;
  private final float[] rest;
  private int tokens;

  HeadDecays(HeadSignals signals, Discretisation rule, Tensor rates, int chunk) {
    this.signals = signals;
    this.rates = rates;
    stride = Memory.padded(chunk);
    int size = signals.groupHeads() * stride;
    step = new float[size];
    gains = new HeadGains(rule, step);
    fromStart = new float[size];
    toEnd = new float[size];
    high = new float[size];
    low = new float[size];
    scratch = new float[stride];
    rest = new float[stride];
    rate = new float[signals.groupHeads()];
  }

  /// Takes `count` tokens from `row` on.
  void load(int row, int count, int group) {
    tokens = count;
    int firstHead = group * signals.groupHeads();
    for (int h = 0; h < signals.groupHeads(); h++) {
      rate[h] = Memory.get(rates.data(), firstHead + h);
      loadSteps(row, firstHead + h, h * stride);
      gains.load(rate[h], h * stride, count);
      accumulate(rate[h], h * stride);
      relate(h * stride);
    }
  }

  /// What of a state at the chunk's start is left at its end.
  float whole(int head) {
    return fromStart[head * stride + tokens - 1];
  }

  /// Fills exp(Σ Δ_r a) from each of the tokens 0 … t to token `t`, of the head that begins at
  /// `head`, up to the end of the last vector; tokens from `before` on are given 0. They are left
  /// out before the exponential, where they could overflow.
  void between(int head, int t, int before, float[] to) {
    FloatVector none = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector ofHigh = FloatVector.broadcast(SPECIES, high[head + t]);
    FloatVector ofLow = FloatVector.broadcast(SPECIES, low[head + t]);
    for (int s = 0; s <= t; s += LANES) {
      FloatVector exponent =
          ofHigh
              .sub(FloatVector.fromArray(SPECIES, high, head + s))
              .add(ofLow.sub(FloatVector.fromArray(SPECIES, low, head + s)));
      none.blend(exponent, VectorMath.firstLanes(before - s)).intoArray(scratch, s);
    }
    VectorMath.decay(scratch, 0, to, 0, t + 1);
  }

  private void loadSteps(int row, int head, int at) {
    Tensor raw = signals.step();
    MemorySegment from = raw.data();
    Tensor bias = signals.stepBias();
    float shift = bias == null ? 0 : Memory.get(bias.data(), head);
    for (int t = 0; t < tokens; t++) {
      step[at + t] = Memory.get(from, (long) (row + t) * raw.rowStride() + head) + shift;
    }
    if (signals.softplus()) {
      VectorMath.softplus(step, at, scratch, Memory.padded(tokens));
    }
  }

  private void accumulate(float a, int at) {
    double sum = 0;
    for (int t = 0; t < tokens; t++) {
      sum += (double) step[at + t] * a * LOG2_E;
      high[at + t] = (float) sum;
      low[at + t] = (float) (sum - high[at + t]);
    }
  }

  private void relate(int at) {
    float lastHigh = high[at + tokens - 1];
    float lastLow = low[at + tokens - 1];
    for (int t = 0; t < tokens; t += LANES) {
      FloatVector here = FloatVector.fromArray(SPECIES, high, at + t);
      FloatVector little = FloatVector.fromArray(SPECIES, low, at + t);
      here.add(little).intoArray(scratch, t);
      here.neg().add(lastHigh).add(little.neg().add(lastLow)).intoArray(rest, t);
    }
    VectorMath.decay(scratch, 0, fromStart, at, tokens);
    VectorMath.decay(rest, 0, toEnd, at, tokens);
  }
}
