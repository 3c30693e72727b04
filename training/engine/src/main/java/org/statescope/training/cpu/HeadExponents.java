package org.statescope.training.cpu;

import java.util.Arrays;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// The gradients of Δ and a over one chunk, from what each decay's exponent gets.
///
/// The exponent Δ_r a of token r is in the decay between s and t for s < r ≤ t: it gets Σ_{s<r≤t}
/// K_ts b̄_s, which is the difference of two sums (rows from r on, columns from r on); what the
/// decay to the end of each earlier token gets; what the decay from the start to it and each later
/// token gets; and what the decay of the whole chunk gets. Only the first has a subtraction.
final class HeadExponents {
  /// u_s·d(b̄ u)_s as far as it comes through the state at the chunk's end; (head, token) as in
  /// [HeadDecays].
  final float[] toEnd;

  /// e_t C_t·(h₀ dy_t) of each token.
  final float[] fromStart;

  /// exp(…) ⟨G, h₀⟩ of each head.
  final double[] whole;

  private final HeadChunk chunk;
  private final HeadSignals signals;
  private final HeadDecays decays;
  private final HeadGradients gradients;
  private final float[] direct;
  private final float[] crossing;
  private final double[] exponent;

  HeadExponents(HeadChunk chunk, HeadGradients gradients) {
    this.chunk = chunk;
    this.gradients = gradients;
    signals = chunk.signals;
    decays = chunk.decays;
    int size = signals.groupHeads() * decays.stride;
    toEnd = new float[size];
    fromStart = new float[size];
    whole = new double[signals.groupHeads()];
    direct = new float[size];
    crossing = new float[size];
    exponent = new double[decays.stride];
  }

  void clear() {
    Arrays.fill(toEnd, 0);
    Arrays.fill(fromStart, 0);
    Arrays.fill(whole, 0);
  }

  /// Takes the sums over the pairs of one head.
  void takePairs(int head) {
    HeadPairs pairs = chunk.pairs;
    int at = head * decays.stride;
    for (int t = 0; t < chunk.tokens; t++) {
      crossing[at + t] = pairs.crossing[t];
      direct[at + t] = pairs.columnSums[t] + pairs.diagonal[t];
    }
  }

  /// Writes the gradients of the steps and adds those of rates and biases to the sums of
  /// `sequence`.
  void store(int sequence) {
    Tensor step = signals.step();
    for (int h = 0; h < signals.groupHeads(); h++) {
      int head = chunk.group * signals.groupHeads() + h;
      int at = h * decays.stride;
      sumExponents(at, whole[h]);
      double ofRate = 0;
      double ofBias = 0;
      decays.gains.differentiate(decays.rate[h], at, chunk.tokens);
      for (int t = 0; t < chunk.tokens; t++) {
        double delta = decays.step[at + t];
        double ofGain = direct[at + t] + toEnd[at + t];
        ofRate += delta * exponent[t] + ofGain * decays.gains.byRate(at + t);
        double gradient = decays.rate[h] * exponent[t] + ofGain * decays.gains.byStep(at + t);
        if (signals.softplus()) {
          gradient *= -Math.expm1(-delta); // softplus' = 1 − e^−Δ
        }
        ofBias += gradient;
        long to = (long) (chunk.row + t) * step.rowStride() + head;
        float before = gradients.addStep ? Memory.get(step.gradient(), to) : 0;
        Memory.set(step.gradient(), to, before + (float) gradient);
      }
      gradients.rate[sequence][head] += ofRate;
      gradients.stepBias[sequence][head] += ofBias;
    }
  }

  private void sumExponents(int at, double ofWhole) {
    double before = ofWhole;
    for (int t = 0; t < chunk.tokens; t++) {
      exponent[t] = before;
      before += (double) toEnd[at + t] * decays.gains.gain[at + t];
    }
    double after = 0;
    for (int t = chunk.tokens - 1; t >= 0; t--) {
      after += fromStart[at + t];
      exponent[t] += after + crossing[at + t];
    }
  }
}
