package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.LongStream;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.PlaySpeed;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.plot.StepPlayer;
import org.statescope.training.run.RunFolder;

/// Playing the poles of a run where reading is slow.
final class PolesPlayTest {
  private static final int SNAPSHOTS = 60;
  private static final long SLOWNESS = 120;

  /// A disk that takes its time.
  private static ScheduledExecutorService slow() {
    return new ScheduledThreadPoolExecutor(2) {
      @Override
      protected void beforeExecute(Thread thread, Runnable task) {
        try {
          Thread.sleep(SLOWNESS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @Test
  void snapshotsThatAreNotReadInTimeAreSkippedAndTheLastOneIsShown(@TempDir Path root)
      throws Exception {
    RunFolder run = SampleRuns.create(root, "mamba2-tiny", 1, 1);
    SampleRuns.writeDynamics(run, 1, LongStream.range(0, SNAPSHOTS).map(i -> 20 * i).toArray());
    long last = 20L * (SNAPSHOTS - 1);
    StepCursor cursor = new StepCursor();
    ScheduledExecutorService background = slow();
    PolesModel model = Fx.on(() -> new PolesModel(cursor, background, Platform::runLater));
    StepPlayer player = Fx.on(() -> new StepPlayer(cursor));
    TreeSet<Long> shown = new TreeSet<>();
    try {
      Fx.run(
          () -> {
            cursor.newest(last);
            model.runs().add(new ShownRun(run.path(), "mamba2", 0));
            model.mapsProperty().subscribe(maps -> maps.forEach(map -> shown.add(step(map))));
          });
      Fx.waitUntil("the newest poles are there", 20, () -> shown.contains(last));
      Fx.run(
          () -> {
            shown.clear();
            player.speedProperty().set(PlaySpeed.FOURFOLD);
            player.toggle();
          });
      Fx.waitUntil("the end is played", 10, () -> !player.playingProperty().get());
      Fx.waitUntil("the last snapshot is shown", 10, () -> shown.contains(last));
      int count = Fx.on(shown::size);
      assertTrue(count > 2 && count < SNAPSHOTS / 2, count + " of " + SNAPSHOTS + " were shown");
      assertEquals(last, Fx.on(cursor::step));
    } finally {
      Fx.run(
          () -> {
            player.pause();
            model.close();
          });
      background.shutdownNow();
    }
  }

  private static long step(PoleMapData map) {
    return map.frames().getFirst().now().map(PoleFrame::step).orElse(-1L);
  }
}
