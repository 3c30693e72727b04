package org.statescope.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.event.Tags;

final class LiveModelTest {
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final ExecutorService foreground = Executors.newSingleThreadExecutor();
  private LiveModel model;

  @BeforeEach
  void open() throws Exception {
    model = on(() -> new LiveModel(new StepCursor(), background, foreground));
  }

  @AfterEach
  void close() throws Exception {
    on(
        () -> {
          model.close();
          return 0;
        });
    background.shutdown();
    foreground.shutdown();
  }

  @Test
  void aRunThatGrowsIsFollowedAndTheCursorWithIt(@TempDir Path root) throws Exception {
    RunFolder run = SampleRuns.create(root, "mamba-tiny", 100, 1);
    show(new ShownRun(run.path(), "a", 0));
    waitUntil(() -> model.cursor().step() == 100);
    SampleRuns.appendScalars(run, 101, 150, 2);
    waitUntil(() -> model.cursor().step() == 150);
    assertEquals(150, scalars(0, Tags.TRAIN_LOSS).size());
    assertEquals(3, scalars(0, Tags.VALIDATION_LOSS).size());
  }

  @Test
  void runsKeepTheOrderOfTheList(@TempDir Path root) throws Exception {
    RunFolder first = SampleRuns.create(root, "mamba-tiny", 10, 1);
    RunFolder second = SampleRuns.create(root, "sc-mamba-tiny", 20, 1);
    show(new ShownRun(second.path(), "b", 1), new ShownRun(first.path(), "a", 0));
    waitUntil(() -> model.scalarsProperty().get().size() == 2);
    assertEquals(
        List.of("b", "a"),
        on(() -> model.scalarsProperty().get().stream().map(run -> run.run().label()).toList()));
  }

  @Test
  void aFolderThatIsNoRunSaysSoAndHidesNoOther(@TempDir Path root) throws Exception {
    RunFolder run = SampleRuns.create(root, "mamba-tiny", 10, 1);
    show(new ShownRun(root.resolve("nothing"), "x", 1), new ShownRun(run.path(), "a", 0));
    waitUntil(() -> model.scalarsProperty().get().size() == 2);
    assertTrue(on(() -> model.scalarsProperty().get().get(0).problem().isPresent()));
    assertEquals(10, scalars(1, Tags.TRAIN_LOSS).size());
  }

  @Test
  void aPositionOnAnyAxisMovesTheCursorToItsStep(@TempDir Path root) throws Exception {
    RunFolder run = SampleRuns.create(root, "mamba-tiny", 100, 1);
    long tokens = (long) run.configuration().batch() * run.configuration().length();
    show(new ShownRun(run.path(), "a", 0));
    waitUntil(() -> model.cursor().step() == 100);
    for (Axis axis : Axis.values()) {
      on(
          () -> {
            model.axisProperty().set(axis);
            RunScalars shown = model.scalarsProperty().get().getFirst();
            model.moveTo(shown.position(40, axis));
            return 0;
          });
      assertEquals(40, on(() -> model.cursor().step()), axis.toString());
    }
    assertEquals(
        40.0 * tokens,
        on(() -> model.scalarsProperty().get().getFirst().position(40, Axis.TOKENS)));
  }

  private Scalars scalars(int run, String tag) throws Exception {
    return on(() -> model.scalarsProperty().get().get(run).scalars(tag));
  }

  private void show(ShownRun... runs) throws Exception {
    on(() -> model.runs().setAll(runs));
  }

  private <T> T on(Callable<T> code) throws Exception {
    return foreground.submit(code).get();
  }

  private void waitUntil(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!on(condition::getAsBoolean)) {
      assertTrue(System.nanoTime() < end, "it did not happen within 10 s");
      Thread.sleep(20);
    }
  }
}
