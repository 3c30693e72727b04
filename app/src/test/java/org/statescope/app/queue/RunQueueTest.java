package org.statescope.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// A queue over real run folders; trainers are started on paper only.
class RunQueueTest {
  @TempDir Path runs;
  private final Paper paper = new Paper();
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
  void aRunWaitsWhileItsDeviceIsTakenAndBeginsWhenItIsFree() throws IOException {
    RunFolder busy = SampleRuns.write(runs, "mamba-tiny", "busy", RunState.RUNNING, 20);
    RunFolder first = queued("first");
    RunFolder second = queued("second");
    RunQueue queue = queue();
    Fx.run(() -> queue.add(List.of(waiting(first), waiting(second))));
    Fx.waitUntil("all are known", 20, () -> workspace.runs().size() == 3);
    rest();
    assertEquals(List.of(), paper.begun);
    status(busy, RunState.FINISHED, ProcessIdentity.current());
    Fx.waitUntil("the first begins", 20, () -> paper.begun.equals(List.of(first.path())));
    rest();
    assertEquals(1, paper.begun.size(), "its trainer has the device before it says so");
    status(first, RunState.RUNNING, ProcessIdentity.current());
    rest();
    assertEquals(1, paper.begun.size());
  }

  @Test
  void aKilledTrainerFreesItsDeviceAndTheQueueGoesOn() throws IOException {
    RunFolder victim = SampleRuns.write(runs, "mamba-tiny", "victim", RunState.RUNNING, 20);
    RunFolder next = queued("next");
    RunQueue queue = queue();
    Fx.run(() -> queue.add(List.of(waiting(next))));
    Fx.waitUntil("both are known", 20, () -> workspace.runs().size() == 2);
    rest();
    assertEquals(List.of(), paper.begun);
    ProcessIdentity here = ProcessIdentity.current();
    status(victim, RunState.RUNNING, new ProcessIdentity(1L << 40, here.start(), here.host()));
    Fx.waitUntil("the next begins", 20, () -> paper.begun.equals(List.of(next.path())));
    assertEquals(TrainingQueue.EMPTY, Fx.on(queue::queue));
  }

  @Test
  void theQueueOutlivesTheDesktopAndForgetsWhatIsGoneOrWasBegun() throws IOException {
    SampleRuns.write(runs, "mamba-tiny", "busy", RunState.RUNNING, 20);
    RunFolder kept = queued("kept");
    RunFolder gone = queued("gone");
    RunFolder begun = queued("begun");
    RunQueue before = queue();
    Fx.run(
        () -> {
          before.add(List.of(waiting(gone), waiting(begun), waiting(kept)));
          before.move(kept.path(), -1);
          before.cpuRunsProperty().set(1);
        });
    for (Path file : Files.walk(gone.path()).sorted(java.util.Comparator.reverseOrder()).toList()) {
      Files.delete(file);
    }
    status(begun, RunState.STOPPED, ProcessIdentity.current());
    RunQueue after = queue();
    Fx.waitUntil("what was begun is known", 20, () -> workspace.find(begun.path()).isPresent());
    rest();
    assertEquals(List.of(waiting(kept)), Fx.on(after::queue).waiting());
    assertEquals(List.of(), paper.begun);
  }

  @Test
  void twoMayTrainOnTheProcessorWhenTheUserSaysSo() throws IOException {
    SampleRuns.write(runs, "mamba-tiny", "busy", RunState.RUNNING, 20);
    RunFolder next = queued("next");
    RunQueue queue = queue();
    Fx.run(() -> queue.add(List.of(waiting(next))));
    Fx.waitUntil("both are known", 20, () -> workspace.runs().size() == 2);
    Fx.run(() -> queue.cpuRunsProperty().set(2));
    Fx.waitUntil("the next begins", 20, () -> paper.begun.equals(List.of(next.path())));
  }

  @Test
  void aTrainerThatDoesNotStartHoldsTheQueueAndLosesNothing() throws IOException {
    RunFolder first = queued("first");
    RunFolder second = queued("second");
    paper.failure = Optional.of("The trainer is missing.");
    RunQueue queue = queue();
    Fx.run(() -> queue.add(List.of(waiting(first), waiting(second))));
    Fx.waitUntil("the queue is held", 20, () -> queue.heldProperty().get().isPresent());
    rest();
    assertEquals(1, paper.begun.size(), "it is not tried again and again");
    assertEquals(List.of(waiting(first), waiting(second)), Fx.on(queue::queue).waiting());
    paper.failure = Optional.empty();
    Fx.run(() -> queue.heldProperty().set(Optional.empty()));
    Fx.waitUntil("it is tried again", 20, () -> paper.begun.size() == 2);
  }

  @Test
  void aBrokenFileIsSetAside() throws IOException {
    Files.writeString(runs.resolve(QueueFile.NAME), "{\"waiting\": [");
    assertEquals(TrainingQueue.EMPTY, Fx.on(queue()::queue));
    assertTrue(Files.exists(runs.resolve(QueueFile.NAME + ".broken")));
  }

  private RunQueue queue() {
    return Fx.on(
        () ->
            new RunQueue(workspace, new QueueFile(runs), paper, Platform::runLater, Runnable::run));
  }

  private RunFolder queued(String name) throws IOException {
    return SampleRuns.write(runs, "mamba-tiny", name, RunState.QUEUED, 0);
  }

  private static QueuedRun waiting(RunFolder folder) {
    return new QueuedRun(folder.path(), "cpu", QueuedRun.ALL_THREADS);
  }

  private static void status(RunFolder folder, RunState state, ProcessIdentity process)
      throws IOException {
    folder.writeStatus(SampleRuns.status(folder.configuration(), state, process, 20, 1.5));
  }

  /// Long enough for a look at every folder.
  private static void rest() {
    try {
      Thread.sleep(1200);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Fx.run(() -> {});
  }

  private static final class Paper implements TrainerLauncher {
    private final List<Path> begun = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    @Override
    public void launch(QueuedRun run, Runnable onEnded, Consumer<String> onFailure) {
      begun.add(run.folder());
      failure.ifPresent(sentence -> Platform.runLater(() -> onFailure.accept(sentence)));
    }
  }
}
