package org.statescope.training.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Draws tokens from logits: softmax(logits / temperature), cut to the fewest most likely tokens
/// that together have the probability top-p (arXiv 1904.09751). Temperature 0 takes the most likely
/// token. The same seed draws the same tokens.
public final class Sampler {
  private final double temperature;
  private final double topP;
  private final SplittableRandom random;

  /// @throws IllegalArgumentException in one sentence unless temperature ≥ 0 and 0 < topP ≤ 1
  public Sampler(double temperature, double topP, long seed) {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The temperature is %s but must be at least 0.".formatted(temperature));
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "Top-p is %s but must be above 0 and at most 1.".formatted(topP));
    }
    this.temperature = temperature;
    this.topP = topP;
    random = new SplittableRandom(seed);
  }

  /// The next token.
  public int draw(float[] logits) {
    int best = best(logits);
    if (temperature == 0) {
      return best;
    }
    double[] weights = new double[logits.length];
    double total = 0;
    for (int token = 0; token < weights.length; token++) {
      weights[token] = Math.exp(((double) logits[token] - logits[best]) / temperature);
      total += weights[token];
    }
    return topP < 1 ? drawLikely(weights, total) : drawAny(weights, total * random.nextDouble());
  }

  private int drawLikely(double[] weights, double total) {
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(token -> -weights[token]))
            .mapToInt(Integer::intValue)
            .toArray();
    double kept = 0;
    int count = 0;
    while (count < order.length && kept < topP * total) {
      kept += weights[order[count++]];
    }
    double[] likely = Arrays.stream(order, 0, count).mapToDouble(token -> weights[token]).toArray();
    return order[drawAny(likely, kept * random.nextDouble())];
  }

  /// The place where the running sum of the weights passes `point`.
  private static int drawAny(double[] weights, double point) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      last = weights[i] > 0 ? i : last;
      if (sum > point) {
        return i;
      }
    }
    return last;
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int token = 1; token < logits.length; token++) {
      best = logits[token] > logits[best] ? token : best;
    }
    return best;
  }
}
