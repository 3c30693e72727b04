package org.statescope.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunFolder;

/// Three seeds of one configuration and a run of another one.
class SeedBandsTest {
  private static final int STEPS = 800;

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private LiveModel model;
  private LiveView view;
  private ChartTheme theme;
  private Stage stage;

  @BeforeEach
  void open(@TempDir Path root) throws IOException {
    List<ShownRun> runs = new java.util.ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      RunFolder run =
          RunFolder.create(
              root, Presets.get("mamba-tiny").toBuilder().name("m" + seed).seed(seed).build());
      SampleRuns.appendScalars(run, 1, seed == 3 ? STEPS / 2 : STEPS, seed);
      runs.add(new ShownRun(run.path(), "m" + seed, seed - 1));
    }
    RunFolder other = SampleRuns.create(root, "sc-mamba-tiny", STEPS, 0);
    runs.add(new ShownRun(other.path(), "other", 4));
    Fx.run(
        () -> {
          model = new LiveModel(new StepCursor(), background, Platform::runLater);
          model.runs().setAll(runs);
          theme = new ChartTheme();
          view = new LiveView(model, theme);
        });
    stage = Screenshots.show(view, 1200, 760, false);
    Fx.waitUntil("all are read", 20, () -> model.cursor().step() == STEPS);
    Fx.waitUntil("all are drawn", 20, () -> series(loss()) > 0);
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          view.close();
          model.close();
          stage.close();
        });
    background.shutdown();
  }

  @Test
  void theLegendSaysWhatDiffersAndNothingElse() {
    assertTrue(
        labels().stream().anyMatch(words -> words.equals("mamba-tiny, seed 2")),
        labels().toString());
    assertTrue(labels().stream().anyMatch(words -> words.equals("sc-mamba-tiny")));
    assertFalse(labels().stream().anyMatch(words -> words.contains("batch")));
  }

  @Test
  void seedsBecomeOneRowWithItsSpreadAndComeBack() {
    choose("live-range");
    Fx.waitUntil(
        "the group is one row",
        5,
        () -> labels().stream().anyMatch(words -> words.equals("mamba-tiny, seeds 1, 2, 3")));
    assertFalse(labels().contains("m2"), "a seed has no row of its own");
    assertTrue(labels().contains("other"), "a run without fellows has");
    assertTrue(labels().stream().anyMatch(words -> words.matches("[\\d.]+ … [\\d.]+")));
    choose("live-interval");
    assertTrue(labels().stream().anyMatch(words -> words.matches("± [\\d.]+")));
    choose("live-each");
    assertTrue(labels().contains("m2"));
  }

  @Test
  void theBandStandsOnlyWhereAllSeedsReportAndEverySeedStaysVisible() {
    int before = Fx.on(() -> series(loss()));
    choose("live-interval");
    Fx.waitUntil("the mean is drawn", 10, () -> Fx.on(() -> series(loss())) != before);
    // Training and validation: a line for each of four runs, faint raw lines of the single run
    // alone, and two means.
    assertEquals(4 + 4 + 1 + 2, Fx.on(() -> series(loss())));
    Fx.run(() -> model.cursor().moveTo(STEPS));
    List<String> rows =
        Fx.on(() -> loss().figure().legend().stream().map(entry -> entry.words()).toList());
    assertEquals(2, rows.size(), rows.toString());
    java.util.Map<String, Double> lastOfMean = new java.util.HashMap<>();
    Fx.on(() -> loss().figure().numbers())
        .rows(row -> lastOfMean.put(row.get(0) + " " + row.get(1), Double.valueOf(row.get(2))));
    lastOfMean.forEach(
        (curve, last) -> {
          if (curve.startsWith("mamba-tiny") && curve.endsWith("train/loss")) {
            assertEquals(STEPS / 2.0, last, curve);
          }
        });
  }

  @Test
  void picturesInBothThemes() throws InterruptedException {
    choose("live-interval");
    Thread.sleep(1500);
    Screenshots.save(stage, "seeds-light");
    choose("live-range");
    Screenshots.darken(theme);
    Thread.sleep(1500);
    BufferedImage dark = Screenshots.save(stage, "seeds-dark");
    assertTrue((dark.getRGB(400, 150) & 0xff) < 0x60, "the plots follow the theme");
  }

  private LinePlot loss() {
    return view.plots().getFirst();
  }

  private static int series(LinePlot plot) {
    return plot.chart().getXYPlot().getSeriesCount();
  }

  private void choose(String id) {
    Fx.run(() -> ((ToggleButton) view.lookup("#" + id)).fire());
  }

  private List<String> labels() {
    return Fx.on(
        () ->
            view.lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .toList());
  }
}
