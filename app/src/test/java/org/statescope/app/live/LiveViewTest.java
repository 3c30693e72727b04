package org.statescope.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.Tags;

final class LiveViewTest {
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private LiveModel model;
  private LiveView view;
  private ChartTheme theme;
  private Stage stage;
  private RunFolder first;

  @BeforeEach
  void twoRuns(@TempDir Path root) throws Exception {
    first = SampleRuns.create(root, "mamba-tiny", 1500, 1);
    RunFolder second = SampleRuns.create(root, "sc-mamba-tiny", 1100, 0);
    Fx.run(
        () -> {
          model = new LiveModel(new StepCursor(), background, Platform::runLater);
          model.runs().add(new ShownRun(first.path(), "mamba", 0));
          model.runs().add(new ShownRun(second.path(), "sc-mamba", 1));
          theme = new ChartTheme();
          view = new LiveView(model, theme);
        });
    stage = Screenshots.show(view, 1100, 700, false);
    Fx.waitUntil("both runs are read", 10, () -> model.cursor().step() == 1500);
    Fx.waitUntil(
        "all curves are drawn",
        10,
        () ->
            view.plots().stream()
                .noneMatch(plot -> plot.chart().getXYPlot().getSeriesCount() == 0));
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
  void draggingOverACurveMovesTheStepOfAllViews() {
    LinePlot loss = view.plots().getFirst();
    Fx.run(
        () -> {
          double x = loss.pixelOfX(500);
          Pointer.drag(loss, x - 60, 100, x, 120, MouseButton.PRIMARY, false);
        });
    assertEquals(500, Fx.on(() -> model.cursor().step()), 2);
    assertFalse(Fx.on(() -> model.cursor().followNewestProperty().get()));
    assertTrue(
        Fx.on(() -> view.lookupAll(".label").stream().anyMatch(LiveViewTest::saysStep500)),
        "the read-out shows the step");
  }

  private static boolean saysStep500(Node node) {
    return node instanceof Label label && label.getText().matches("Values at step (499|500|501)");
  }

  @Test
  void theWheelZoomsAllPlotsTogether() {
    LinePlot loss = view.plots().getFirst();
    LinePlot speed = view.plots().getLast();
    Fx.run(() -> Pointer.wheel(loss, loss.pixelOfX(700), 100, 200));
    Fx.waitUntil(
        "the speed plot has zoomed with the loss",
        5,
        () -> speed.chart().getXYPlot().getDomainAxis().getRange().getLength() < 700);
    assertEquals(
        Fx.on(() -> loss.chart().getXYPlot().getDomainAxis().getRange()),
        Fx.on(() -> speed.chart().getXYPlot().getDomainAxis().getRange()));
  }

  @Test
  void aZoomToFewPointsDrawsEveryOneOfThem() {
    LinePlot loss = view.plots().getFirst();
    Fx.run(
        () ->
            Pointer.drag(
                loss, loss.pixelOfX(600), 60, loss.pixelOfX(700), 200, MouseButton.PRIMARY, true));
    Fx.waitUntil(
        "nothing is thinned any more",
        5,
        () ->
            loss.pointsPerPixel() == 1
                && loss.chart().getXYPlot().getDataset().getItemCount(0) < 120);
  }

  @Test
  void theLoadOfARunsDeviceIsSaidAtTheStep() throws IOException {
    try (EventWriter writer = EventWriter.open(first.path())) {
      writer.scalars(
          1600,
          Instant.parse("2026-11-23T10:20:00Z"),
          Map.of(
              Tags.TRAIN_LOSS,
              2.0,
              Tags.DEVICE_MEMORY,
              3.5 * (1L << 30),
              Tags.DEVICE_UTILISATION,
              0.74));
    }
    Fx.waitUntil(
        "the load is said",
        20,
        () ->
            view.lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .anyMatch(
                    words ->
                        words.contains("memory in use 3.5 GiB, utilisation 74 %")
                            && words.contains("temperature not reported by this driver")));
  }

  @Test
  void picturesInBothThemes() throws Exception {
    Fx.run(() -> model.cursor().moveTo(900));
    Thread.sleep(300);
    Screenshots.save(stage, "live-light");
    Screenshots.darken(theme);
    Thread.sleep(300);
    BufferedImage dark = Screenshots.save(stage, "live-dark");
    assertTrue((dark.getRGB(400, 150) & 0xff) < 0x60, "the plots follow the theme");
  }
}
