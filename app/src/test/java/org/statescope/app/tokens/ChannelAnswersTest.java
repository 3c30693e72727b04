package org.statescope.app.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.trace.LayerTrace;

class ChannelAnswersTest {
  private static final int TOKENS = 400;

  private static final BackgroundTasks.Progress SILENT =
      new BackgroundTasks.Progress() {
        @Override
        public void report(double fraction, String message) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  private static ChannelAnswers answers(LayerTrace trace) {
    return ChannelAnswers.of(new ChannelSteps(trace, Discretisation.BILINEAR, 1), SILENT);
  }

  /// Where nothing changes, the answers along the text become those of the frozen system.
  @Test
  void aTextWithoutChangeAgreesWithTheFrozenSystem() {
    ChannelAnswers answers = answers(SampleTrace.layer(TOKENS, true, true));
    int last = TOKENS - 1;
    assertEquals(answers.frozenCondition()[last], answers.condition()[last], 1e-6);
    double[] frozen = answers.frozenExponents();
    double[] along = answers.exponents().exponents();
    for (int i = 0; i < frozen.length; i++) {
      assertEquals(frozen[i], along[i], 2.0 / TOKENS);
    }
    double slowest = (1 - 0.15 * 0.5) / (1 + 0.15 * 0.5);
    assertEquals(slowest, answers.slowest()[last], 1e-7);
    assertEquals(Math.log(slowest), frozen[0], 1e-7);
  }

  @Test
  void aChangingTextPartsTheTwo() {
    ChannelAnswers answers = answers(SampleTrace.layer(TOKENS, true, false));
    double ratio = answers.condition()[TOKENS - 1] / answers.frozenCondition()[TOKENS - 1];
    assertTrue(Math.abs(Math.log(ratio)) > 0.05, "ratio " + ratio);
  }

  /// One input reaches one direction at the first token: there is no condition to tell.
  @Test
  void aGramianWithoutFullRankHasNoCondition() {
    ChannelAnswers answers = answers(SampleTrace.layer(TOKENS, true, false));
    assertTrue(Double.isNaN(answers.condition()[0]));
    assertTrue(Double.isFinite(answers.condition()[1]));
  }

  @Test
  void anUnstableChannelSaysSo() {
    LayerTrace unstable = SampleTrace.layer(20_000, false, true);
    assertThrows(ArithmeticException.class, () -> answers(unstable));
  }

  @Test
  void coloursSpanTheValuesAndLeaveOutWhatIsNotDefined() {
    double[] positions = TokenText.positions(new double[] {1, 10, 100, Double.NaN, 1000, -1}, true);
    assertEquals(0, positions[0]);
    assertEquals(1.0 / 3, positions[1], 1e-12);
    assertEquals(1, positions[4]);
    assertTrue(Double.isNaN(positions[3]) && Double.isNaN(positions[5]));
    double[] equal = TokenText.positions(new double[] {4, 4, 4}, false);
    assertTrue(Arrays.stream(equal).allMatch(position -> position == 0.5));
  }
}
