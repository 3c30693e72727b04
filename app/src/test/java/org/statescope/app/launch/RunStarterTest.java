package org.statescope.app.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.fx.Fx;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// The launcher's place is taken by a shell script, which does what trainers do when they fail.
@DisabledOnOs(OS.WINDOWS)
class RunStarterTest {
  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Path> started = new ArrayList<>();
  private Path runs;
  private Path home;
  private Workspace workspace;
  private BackgroundTasks tasks;

  @BeforeEach
  void open() {
    Fx.start();
    runs = folder.resolve("runs");
    home = folder.resolve("home");
    workspace = new Workspace(runs, new RunColours(), List.of(), Runnable::run);
    tasks = new BackgroundTasks(failures::add);
  }

  @AfterEach
  void close() {
    workspace.close();
    tasks.close();
  }

  @Test
  void theTrainerIsGivenAQueuedRunFolderAndItsOutputIsKept() throws IOException {
    launcher("echo \"$1 of $2\"");
    start();
    Path run = started.getFirst();
    assertEquals(RunState.QUEUED, RunFolder.open(run).status().state());
    Fx.waitUntil(
        "the output is there",
        10,
        () -> RunStarter.lastLine(run).equals(Optional.of("resume of " + run)));
    assertTrue(workspace.tickedFolders().contains(run), "a run started here is shown");
    assertEquals(List.of(), notices);
  }

  @Test
  void aTrainerThatFailsIsToldWithItsLastLine() throws IOException {
    launcher("echo starting; echo The text is empty: choose another one. >&2; echo; exit 3");
    start();
    Fx.waitUntil("the failure is told", 10, () -> notices.size() == 1);
    assertTrue(notices.getFirst().contains("code 3"), notices.toString());
    assertTrue(
        notices.getFirst().contains("The text is empty: choose another one."), notices.toString());
  }

  @Test
  void aTrainerThatIsKilledIsToldWithTheRemedy() throws IOException {
    launcher("kill -9 $$");
    start();
    Fx.waitUntil("the death is told", 10, () -> notices.size() == 1);
    assertTrue(notices.getFirst().contains("signal 9"), notices.toString());
    assertTrue(notices.getFirst().contains("Resume"), notices.toString());
  }

  @Test
  void aMissingLauncherIsToldInASentence() {
    start(new TrainerCommand(home));
    Fx.waitUntil("the failure is told", 10, () -> failures.size() == 1);
    assertTrue(failures.getFirst().getMessage().contains("is missing"), failures.toString());
  }

  @Test
  void theTrainerRunsInASessionOfItsOwnWhereTheSystemCan() {
    Path run = Path.of("/runs/one");
    assertEquals(
        List.of("/usr/bin/setsid", home + "/bin/statescope", "resume", "/runs/one"),
        new TrainerCommand(home, Optional.of(Path.of("/usr/bin/setsid"))).line(run));
    assertEquals(
        List.of(home + "/bin/statescope", "resume", "/runs/one"),
        new TrainerCommand(home, Optional.empty()).line(run));
  }

  private void launcher(String script) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path program = Files.writeString(bin.resolve("statescope"), "#!/bin/sh\n" + script + "\n");
    assertTrue(program.toFile().setExecutable(true));
  }

  private void start() {
    start(new TrainerCommand(home));
    Fx.waitUntil("the run is started", 10, () -> started.size() == 1);
  }

  private void start(TrainerCommand command) {
    RunStarter starter = new RunStarter(runs, Optional.of(command), workspace, tasks, notices::add);
    Fx.run(() -> starter.start(List.of(Presets.get("mamba-tiny")), started::addAll));
  }
}
