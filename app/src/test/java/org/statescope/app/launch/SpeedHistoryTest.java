package org.statescope.app.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunProvenance;
import org.statescope.training.run.RunState;
import org.statescope.training.run.TextFingerprint;

class SpeedHistoryTest {
  private static final Device CPU = new Device("cpu", "A Processor", 0, 4, null, null);

  @TempDir Path runs;
  private final RunConfiguration wanted = Presets.get("mamba-tiny");
  private Workspace workspace;

  @BeforeEach
  void open() {
    Fx.start();
    workspace = Fx.on(() -> new Workspace(runs, new RunColours(), List.of(), Platform::runLater));
    workspace.start();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void onlyARunOfTheSameSizeOnTheSameDeviceCounts() throws IOException {
    ran("earlier", "A Processor", 4);
    Fx.waitUntil("the run is known", 20, () -> workspace.runs().size() == 1);
    SpeedHistory.Known known = speed(wanted, CPU, 4).orElseThrow();
    assertEquals("earlier", known.run());
    assertTrue(known.tokensPerSecond() > 2900 && known.tokensPerSecond() < 3300);
    assertEquals(Optional.empty(), speed(wanted.toBuilder().batch(3).build(), CPU, 4));
    assertEquals(Optional.empty(), speed(Presets.get("mamba-small"), CPU, 4));
    assertEquals(Optional.empty(), speed(wanted, CPU, 2));
    assertEquals(
        Optional.empty(), speed(wanted, new Device("cpu", "Another", 0, 4, null, null), 4));
    assertTrue(speed(wanted.toBuilder().seed(9).steps(5).build(), CPU, 4).isPresent());
  }

  @Test
  void aRunThatTellsNoDeviceDoesNotCount() throws IOException {
    SampleRuns.write(runs, "mamba-tiny", "queued once", RunState.STOPPED, 50);
    Fx.waitUntil("the run is known", 20, () -> workspace.runs().size() == 1);
    assertEquals(Optional.empty(), speed(wanted, CPU, 4));
  }

  private Optional<SpeedHistory.Known> speed(RunConfiguration run, Device device, int threads) {
    return Fx.on(() -> new SpeedHistory(workspace.runs()).of(run, device, threads));
  }

  private void ran(String name, String device, int threads) throws IOException {
    RunFolder folder = SampleRuns.write(runs, "mamba-tiny", name, RunState.FINISHED, 50);
    folder.recordProvenance(
        new RunProvenance(new TreeMap<>(), device, threads, new TextFingerprint(1, "0")));
  }
}
