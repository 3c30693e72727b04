package org.statescope.app.live;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;

final class LiveViewTest {
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private LiveModel model;
  private LiveView view;
  private ChartTheme theme;
  private Stage stage;

  @BeforeEach
  void twoRuns(@TempDir Path root) throws Exception {
    RunFolder first = SampleRuns.create(root, "mamba-tiny", 1500, 1);
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
  void picturesInBothThemes() throws Exception {
    Thread.sleep(300);
    Screenshots.save(stage, "live-light");
    Fx.run(() -> theme.setDark(true));
    Stage dark = stage;
    Fx.run(
        () ->
            javafx.application.Application.setUserAgentStylesheet(
                new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet()));
    Thread.sleep(300);
    Screenshots.save(dark, "live-dark");
  }
}
