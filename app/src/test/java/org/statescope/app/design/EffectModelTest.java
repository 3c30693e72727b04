package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.checkpoint.Checkpoints;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ShownRun;

/// Measurements without a page: the newest counts, and what was measured without edits is kept.
class EffectModelTest {
  private static final int SECONDS = 20;
  private static final PoleEdits FIRST = PoleEdits.of(new ClampPoles(0, PoleEdit.ALL, 1.5));
  private static final PoleEdits SECOND = PoleEdits.of(new ClampPoles(0, PoleEdit.ALL, 2.5));

  private final List<PoleEdits> measured = Collections.synchronizedList(new ArrayList<>());
  private final List<Optional<Double>> known = Collections.synchronizedList(new ArrayList<>());
  private final ReadOnlyObjectWrapper<PoleEdits> edits = new ReadOnlyObjectWrapper<>(FIRST);
  @TempDir private Path folder;
  private BackgroundTasks tasks;
  private EffectModel model;

  /// Never ends with the first edits unless it is cancelled.
  private final class Slow implements EffectWorker {
    @Override
    public EffectState.Measured measure(
        DesignSubject subject,
        PoleEdits wanted,
        String text,
        Optional<Double> before,
        Progress progress)
        throws InterruptedException {
      measured.add(wanted);
      known.add(before);
      while (wanted.equals(FIRST) && !progress.isCancelled()) {
        Thread.sleep(5);
      }
      return new EffectState.Measured(4, wanted.equals(FIRST) ? 99 : 5, false);
    }

    @Override
    public Path save(DesignSubject subject, PoleEdits wanted, Path target, Progress progress) {
      throw new AssertionError("nothing is saved here");
    }
  }

  private static final class Silent implements Progress {
    @Override
    public void report(double fraction, String message) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  @BeforeEach
  void open() throws Exception {
    Path checkpoint = Checkpoints.mamba(folder.resolve("tiny-mamba"));
    DesignSubject subject =
        DesignReader.read(new ShownRun(checkpoint, "tiny-mamba", 0), "last", new Silent());
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> {});
          model =
              new EffectModel(
                  tasks,
                  Optional.of(new Slow()),
                  new ReadOnlyObjectWrapper<>(Optional.of(subject)).getReadOnlyProperty(),
                  edits.getReadOnlyProperty());
          model.automaticProperty().set(false);
          model.textProperty().set("a text");
        });
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          model.close();
          tasks.close();
        });
  }

  @Test
  void theNewestMeasurementReplacesTheOneThatRuns() {
    Fx.run(model::measure);
    Fx.waitUntil("the first runs", SECONDS, () -> measured.size() == 1);
    Fx.run(
        () -> {
          edits.set(SECOND);
          model.measure();
        });
    Fx.waitUntil(
        "the second is measured",
        SECONDS,
        () -> model.stateProperty().get().equals(new EffectState.Measured(4, 5, false)));
    Fx.waitUntil("the first has ended", SECONDS, () -> tasks.running().isEmpty());
    assertEquals(new EffectState.Measured(4, 5, false), Fx.on(() -> model.stateProperty().get()));
    assertEquals(List.of(FIRST, SECOND), measured);
  }

  @Test
  void whatIsKnownWithoutEditsIsNotMeasuredAgain() {
    Fx.run(
        () -> {
          edits.set(SECOND);
          model.measure();
        });
    Fx.waitUntil(
        "it is measured",
        SECONDS,
        () -> model.stateProperty().get() instanceof EffectState.Measured);
    Fx.run(model::measure);
    Fx.waitUntil("it is measured again", SECONDS, () -> known.size() == 2);
    assertEquals(List.of(Optional.empty(), Optional.of(4.0)), known);
    Fx.run(() -> edits.set(PoleEdits.NONE));
    assertInstanceOf(EffectState.Nothing.class, Fx.on(() -> model.stateProperty().get()));
  }
}
