package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.Optional;
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

final class PolesViewTest {
  private static final long[] STEPS = {0, 100, 200, 400, 600, 800, 1000, 1200};

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private StepCursor cursor;
  private PolesModel model;
  private PolesView view;
  private ChartTheme theme;
  private Stage stage;
  private RunFolder mamba;
  private RunFolder companion;

  @BeforeEach
  void twoRuns(@TempDir Path root) throws Exception {
    mamba = SampleRuns.create(root, "mamba-tiny", 1, 1);
    companion = SampleRuns.create(root, "sc-mamba-tiny", 1, 2);
    SampleRuns.writeDynamics(mamba, 1, STEPS);
    SampleRuns.writeDynamics(companion, 2, STEPS);
    Fx.run(
        () -> {
          cursor = new StepCursor();
          cursor.newest(1250);
          model = new PolesModel(cursor, background, Platform::runLater);
          model.runs().add(new ShownRun(mamba.path(), "mamba", 0));
          model.runs().add(new ShownRun(companion.path(), "sc-mamba", 1));
          theme = new ChartTheme();
          view = new PolesView(model, theme);
        });
    stage = Screenshots.show(view, 1100, 760, false);
    Fx.waitUntil(
        "both runs have their maps",
        20,
        () ->
            view.pairs().size() == 2
                && view.pairs().stream()
                    .allMatch(
                        pair ->
                            pair.sPlane().scene().now().size() > 0
                                && !pair.sPlane().dataArea().isEmpty()));
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
    Fx.run(
        () -> {
          model.stepRangeProperty().set(true);
          model.selectedProperty().set(Optional.of(new SelectedPole(companion.path(), 3)));
        });
    Fx.waitUntil("the Hautus test is there", 10, () -> model.reachProperty().get().isPresent());
    Thread.sleep(500);
    Screenshots.save(stage, "poles-light");
    Fx.run(
        () -> {
          theme.setDark(true);
          javafx.application.Application.setUserAgentStylesheet(
              new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet());
          model.overlaidProperty().set(true);
          model.colourByProperty().set(ColourBy.RUN);
        });
    Thread.sleep(800);
    Screenshots.save(stage, "poles-dark");
  }
}
