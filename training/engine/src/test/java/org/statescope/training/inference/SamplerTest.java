package org.statescope.training.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int DRAWS = 20_000;

  /// Five standard deviations of a frequency.
  private static final double FREQUENCY = 5 * 0.5 / Math.sqrt(DRAWS);

  // Probabilities 0.1, 0.5, 0.15, 0.25.
  private static final float[] LOGITS = {
    (float) Math.log(0.1), (float) Math.log(0.5), (float) Math.log(0.15), (float) Math.log(0.25)
  };

  @Test
  void drawsWithTheProbabilitiesOfTheSoftmax() {
    double[] frequencies = frequencies(new Sampler(1, 1, 8));
    assertEquals(0.1, frequencies[0], FREQUENCY);
    assertEquals(0.5, frequencies[1], FREQUENCY);
    assertEquals(0.15, frequencies[2], FREQUENCY);
    assertEquals(0.25, frequencies[3], FREQUENCY);
  }

  @Test
  void temperatureOneHalfSquaresTheProbabilities() {
    double[] frequencies = frequencies(new Sampler(0.5, 1, 8));
    double sum = 0.01 + 0.25 + 0.0225 + 0.0625;
    assertEquals(0.25 / sum, frequencies[1], FREQUENCY);
    assertEquals(0.0625 / sum, frequencies[3], FREQUENCY);
  }

  @Test
  void topPKeepsTheFewestLikeliestTokens() {
    double[] frequencies = frequencies(new Sampler(1, 0.7, 8));
    assertEquals(0.5 / 0.75, frequencies[1], FREQUENCY);
    assertEquals(0.25 / 0.75, frequencies[3], FREQUENCY);
    assertEquals(0, frequencies[0] + frequencies[2]);
    assertEquals(1, frequencies(new Sampler(1, 0.4, 8))[1]);
  }

  @Test
  void temperatureZeroTakesTheLikeliest() {
    assertEquals(1, frequencies(new Sampler(0, 1, 8))[1]);
  }

  @Test
  void aSeedDrawsTheSameTokensAgain() {
    Sampler first = new Sampler(1, 0.9, 3);
    Sampler second = new Sampler(1, 0.9, 3);
    Sampler other = new Sampler(1, 0.9, 4);
    int different = 0;
    for (int i = 0; i < 100; i++) {
      int token = first.draw(LOGITS);
      assertEquals(token, second.draw(LOGITS));
      different += token == other.draw(LOGITS) ? 0 : 1;
    }
    assertTrue(different > 0, "another seed drew the same");
  }

  @Test
  void refusesImpossibleChoices() {
    assertThrows(IllegalArgumentException.class, () -> new Sampler(-1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Sampler(Double.NaN, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Sampler(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Sampler(1, 1.1, 0));
  }

  private static double[] frequencies(Sampler sampler) {
    double[] counts = new double[LOGITS.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.draw(LOGITS)] += 1.0 / DRAWS;
    }
    for (int token = 0; token < counts.length; token++) {
      counts[token] = Math.rint(counts[token] * DRAWS) / DRAWS;
    }
    return counts;
  }
}
