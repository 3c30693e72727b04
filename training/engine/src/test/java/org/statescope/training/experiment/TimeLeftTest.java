package org.statescope.training.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.statescope.training.run.Presets;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;

class TimeLeftTest {
  private final TimeLeft timeLeft = new TimeLeft();

  private static PlannedRun run(String variant, long seed) {
    return new PlannedRun(new Variant(variant, Presets.get(variant + "-tiny")), seed);
  }

  private static RunStatus status(OptionalDouble secondsLeft) {
    return new RunStatus(
        RunState.RUNNING,
        Instant.now(),
        ProcessIdentity.current(),
        1,
        2,
        1,
        secondsLeft,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "cpu",
        null);
  }

  private void finished(PlannedRun run, long... seconds) {
    Instant begin = Instant.EPOCH;
    timeLeft.finished(
        run,
        Arrays.stream(seconds)
            .mapToObj(
                each ->
                    new WorkerSession(
                        run.name(),
                        begin,
                        begin.plusSeconds(each),
                        0,
                        OptionalLong.empty(),
                        OptionalDouble.empty()))
            .toList());
  }

  @Test
  void nothingIsKnownBeforeTheFirstStep() {
    assertTrue(
        timeLeft.estimate(run("mamba", 1), status(OptionalDouble.empty()), 3, List.of()).isEmpty());
  }

  @Test
  void runsToComeTakeAsLongAsTheFinishedOnesOfTheirVariant() {
    finished(run("mamba", 1), 60, 40);
    finished(run("sc-mamba", 1), 50);
    OptionalDouble left =
        timeLeft.estimate(
            run("mamba", 2),
            status(OptionalDouble.of(70)),
            30,
            List.of(run("sc-mamba", 2), run("mamba", 3)));
    assertEquals(70 + 50 + 100, left.orElseThrow(), 1e-9);
  }

  @Test
  void theFirstRunIsTheMeasureWhileNoneIsFinished() {
    OptionalDouble left =
        timeLeft.estimate(
            run("mamba", 1), status(OptionalDouble.of(70)), 30, List.of(run("sc-mamba", 1)));
    assertEquals(70 + 100, left.orElseThrow(), 1e-9);
  }

  @Test
  void aTrainerThatHasNotBegunTakesWhatIsUsual() {
    finished(run("mamba", 1), 100);
    OptionalDouble left =
        timeLeft.estimate(
            run("sc-mamba", 1), status(OptionalDouble.empty()), 10, List.of(run("mamba", 2)));
    assertEquals(90 + 100, left.orElseThrow(), 1e-9);
  }
}
