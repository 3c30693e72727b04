package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.ScalarSeries;
import org.statescope.training.run.event.Tags;

/// Asserts that two runs did the same, bit for bit, whatever interrupted them.
public final class RunComparison {
  private RunComparison() {}

  public static void assertSame(RunFolder expected, RunFolder actual) throws IOException {
    assertSameEvents(expected, actual);
    assertSameCheckpoint(
        expected.latestCheckpoint().orElseThrow(), actual.latestCheckpoint().orElseThrow());
    assertSameDynamics(expected, actual);
  }

  private static void assertSameCheckpoint(Checkpoint expected, Checkpoint actual)
      throws IOException {
    assertEquals(expected.step(), actual.step());
    assertEquals(-1, Files.mismatch(expected.model(), actual.model()), "model.safetensors");
    assertEquals(-1, Files.mismatch(expected.optimizer(), actual.optimizer()), "optimizer");
    assertEquals(Files.readString(expected.state()), Files.readString(actual.state()));
  }

  /// Everything but the speed, which no two runs share.
  private static void assertSameEvents(RunFolder expected, RunFolder actual) throws IOException {
    try (EventHistory first = new EventHistory(expected.path());
        EventHistory second = new EventHistory(actual.path())) {
      first.poll();
      second.poll();
      assertEquals(first.all().keySet(), second.all().keySet());
      for (String tag : first.all().keySet()) {
        ScalarSeries series = first.series(tag);
        assertArrayEquals(series.steps(), second.series(tag).steps(), tag);
        if (!tag.equals(Tags.TOKENS_PER_SECOND)) {
          assertArrayEquals(series.values(), second.series(tag).values(), tag);
        }
      }
    }
  }

  private static void assertSameDynamics(RunFolder expected, RunFolder actual) throws IOException {
    DynamicsFolder first = new DynamicsFolder(expected.path());
    DynamicsFolder second = new DynamicsFolder(actual.path());
    assertEquals(first.steps(), second.steps());
    for (long step : first.steps()) {
      assertEquals(-1, Files.mismatch(first.file(step), second.file(step)), "poles of " + step);
    }
  }
}
