package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Somebody types bounds while a run of a million poles is on the maps.
final class PoleFilterLoadTest {
  private static final int LAYERS = 16;
  private static final int CHANNELS = 4096;
  private static final int ORDER = 16;
  private static final int CHANGES = 20;

  @TempDir Path run;

  @Test
  void aMillionPolesAreFilteredWithoutStallingAndTheNewestBoundsWin() throws Exception {
    for (long step : new long[] {0, 100, 200, 300}) {
      new DynamicsFolder(run).write(snapshot(step));
    }
    ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
    PolesModel model =
        Fx.on(
            () -> {
              StepCursor cursor = new StepCursor();
              cursor.newest(300);
              return new PolesModel(cursor, background, Platform::runLater);
            });
    PolesView view =
        Fx.on(
            () -> {
              model.runs().add(new ShownRun(run, "large", 0));
              return new PolesView(model, new ChartTheme(), (title, table) -> {});
            });
    Stage stage = Screenshots.show(view, 1280, 760, false);
    try {
      Label count = (Label) Fx.on(() -> view.lookup("#poles-count"));
      Fx.waitUntil("all are shown", 120, () -> count.getText().equals("1,048,576 poles"));
      long before = cpuOfJavaFx();
      for (int i = 1; i <= CHANGES; i++) {
        Bounds bounds = new Bounds(0, i);
        Fx.run(() -> model.filterProperty().set(PoleFilter.ALL.withChannels(bounds)));
        Thread.sleep(30);
      }
      int shown = LAYERS * (CHANGES + 1) * ORDER;
      String last = "%,d of 1,048,576 poles shown".formatted(shown);
      Fx.waitUntil("the newest bounds hold", 60, () -> count.getText().equals(last));
      assertEquals(shown, Fx.on(() -> view.pairs().getFirst().sPlane().scene().now().size()));
      double each = (cpuOfJavaFx() - before) / 1e6 / CHANGES;
      System.out.printf("a million poles filtered: %.1f ms of the JavaFX thread a change%n", each);
      assertTrue(each < 50, each + " ms of the JavaFX thread a change");
      Fx.run(
          () -> model.filterProperty().set(PoleFilter.ALL.withTimeConstants(new Bounds(0, 1e6))));
      Fx.waitUntil("the density is back", 60, () -> view.pairs().getFirst().sPlane().isDense());
      int trails = (int) (long) Fx.on(() -> select(model, view));
      assertEquals(1, trails, "a selected pole has its trail over the density");
      Thread.sleep(500);
      Screenshots.save(stage, "poles-million-filtered-light");
    } finally {
      Fx.run(
          () -> {
            view.close();
            model.close();
            stage.close();
          });
      background.shutdown();
    }
  }

  private static long select(PolesModel model, PolesView view) {
    MapPair pair = view.pairs().getFirst();
    model.selection().only(new SelectedPole(model.runs().getFirst().folder(), 700_000));
    return pair.sPlane().trails().size();
  }

  private static long cpuOfJavaFx() {
    return Fx.on(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  private static DynamicsSnapshot snapshot(long step) {
    Random random = new Random(4);
    List<LayerDynamics> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      double[] real = new double[CHANNELS * ORDER];
      double[] imaginary = new double[CHANNELS * ORDER];
      double[] margins = new double[CHANNELS];
      for (int i = 0; i < real.length; i++) {
        real[i] = -(1 + i % ORDER) * Math.exp(0.3 * random.nextGaussian() + 0.001 * step);
        imaginary[i] = (i % 2 == 0 ? 1 : -1) * (i % ORDER / 2) * (1 + 0.1 * random.nextGaussian());
        margins[i / ORDER] = i % ORDER == 0 ? -real[i] : Math.min(margins[i / ORDER], -real[i]);
      }
      float[] stepSizes = new float[5 * CHANNELS];
      Arrays.fill(stepSizes, 0.02f);
      double[] vector = new double[ORDER];
      layers.add(
          new LayerDynamics(
              layer,
              real,
              imaginary,
              CHANNELS,
              ORDER,
              stepSizes,
              CHANNELS,
              vector,
              vector.clone(),
              margins,
              new double[CHANNELS]));
    }
    return new DynamicsSnapshot(step, SsmStructure.MAMBA, Discretisation.ZOH, layers);
  }
}
