package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.Tags;

/// What a device says of its load reaches the run folder.
class DeviceLoadTest {
  private static final DeviceLoad LOAD =
      new DeviceLoad(
          OptionalLong.of(1L << 30),
          OptionalLong.of(1L << 34),
          OptionalDouble.empty(),
          OptionalDouble.of(50));

  @TempDir private Path runs;

  @Test
  void theLoadStandsInTheStatusAndAmongTheScalars() throws IOException {
    RunConfiguration run = SmallRuns.configuration(2);
    RunFolder folder = RunFolder.create(runs, run);
    List<DeviceLoad> seen = new ArrayList<>();
    TrainerEvents reader =
        new TrainerEvents() {
          @Override
          public void stepDone(StepReport report) {
            try {
              seen.add(folder.status().deviceLoad());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    try (TrainingProgram program = new SensedProgram(CpuBackend.create(1), run, () -> LOAD)) {
      SmallRuns.train(folder, program, reader);
    }
    assertEquals(LOAD, seen.getFirst());
    assertNull(folder.status().deviceLoad());
    try (EventHistory events = new EventHistory(folder.path())) {
      events.poll();
      assertEquals(1 << 30, events.series(Tags.DEVICE_MEMORY).values()[0]);
      assertEquals(50, events.series(Tags.DEVICE_TEMPERATURE).values()[0]);
      assertFalse(events.all().containsKey(Tags.DEVICE_UTILISATION));
      assertArrayEquals(
          events.series(Tags.DEVICE_MEMORY).steps(),
          events.series(Tags.DEVICE_TEMPERATURE).steps());
    }
  }
}
