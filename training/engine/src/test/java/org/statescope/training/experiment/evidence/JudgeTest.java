package org.statescope.training.experiment.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.training.experiment.evidence.Claim.Measure;
import org.statescope.training.experiment.evidence.Judgement.Verdict;

class JudgeTest {
  private static Judgement judge(double claimed, double low, double high) {
    return Judge.byInterval(
        "variant",
        new Claim(Measure.PERPLEXITY, claimed, "lower"),
        new MeanEstimate.Interval(3, (low + high) / 2, 1, low, high));
  }

  @ParameterizedTest
  @CsvSource({
    "-5, -7, -3, HELD, agrees with the claim",
    "-5, -9, -6, HELD, larger than claimed",
    "-5, -4, -1, NOT_HELD, by less than claimed",
    "-5, -4,  1, NOT_HELD, excludes",
    "-5,  1,  4, NOT_HELD, rose",
    "-5, -8,  2, UNDECIDED, more seeds",
    " 0, -3, -1, HELD, agrees with the claim",
    " 0, -3,  1, UNDECIDED, both sides of 0",
    " 0,  1,  3, NOT_HELD, rose"
  })
  void theIntervalDecides(double claimed, double low, double high, Verdict verdict, String why) {
    Judgement judgement = judge(claimed, low, high);
    assertEquals(verdict, judgement.verdict());
    assertTrue(judgement.reason().contains(why), judgement.reason());
  }

  @Test
  void oneSeedDecidesNothing() {
    Claim claim = new Claim(Measure.PERPLEXITY, -5, "lower");
    assertEquals(
        Verdict.UNDECIDED,
        Judge.byInterval("variant", claim, new MeanEstimate.Single(-5)).verdict());
    assertEquals(
        Verdict.UNDECIDED, Judge.byInterval("variant", claim, new MeanEstimate.None()).verdict());
  }
}
