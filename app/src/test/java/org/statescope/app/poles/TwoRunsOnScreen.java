package org.statescope.app.poles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;

/// The page of poles with a Mamba and an SC-Mamba run, their maps drawn.
final class TwoRunsOnScreen implements AutoCloseable {
  private static final long[] STEPS = {0, 100, 200, 400, 600, 800, 1000, 1200};

  final RunFolder mamba;
  final RunFolder companion;
  final StepCursor cursor;
  final PolesModel model;
  final PolesView view;
  final ChartTheme theme;
  final Stage stage;

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);

  private record Page(StepCursor cursor, PolesModel model, PolesView view, ChartTheme theme) {}

  TwoRunsOnScreen(Path root, double width, double height, BiConsumer<String, FigureTable> tables)
      throws IOException {
    mamba = SampleRuns.create(root, "mamba-tiny", 1, 1);
    companion = SampleRuns.create(root, "sc-mamba-tiny", 1, 2);
    SampleRuns.writeDynamics(mamba, 1, STEPS);
    SampleRuns.writeDynamics(companion, 2, STEPS);
    Page page = Fx.on(() -> page(tables));
    cursor = page.cursor;
    model = page.model;
    view = page.view;
    theme = page.theme;
    stage = Screenshots.show(view, width, height, false);
    Fx.waitUntil(
        "both runs have their maps",
        20,
        () -> view.pairs().size() == 2 && view.pairs().stream().allMatch(TwoRunsOnScreen::isDrawn));
  }

  private Page page(BiConsumer<String, FigureTable> tables) {
    StepCursor steps = new StepCursor();
    steps.newest(1250);
    PolesModel poles = new PolesModel(steps, background, Platform::runLater);
    poles.runs().add(new ShownRun(mamba.path(), "mamba", 0));
    poles.runs().add(new ShownRun(companion.path(), "sc-mamba", 1));
    ChartTheme light = new ChartTheme();
    return new Page(steps, poles, new PolesView(poles, light, tables), light);
  }

  private static boolean isDrawn(MapPair pair) {
    return pair.sPlane().scene().now().size() > 0
        && !pair.sPlane().dataArea().isEmpty()
        && !pair.zPlane().dataArea().isEmpty();
  }

  @Override
  public void close() {
    Fx.run(
        () -> {
          view.close();
          model.close();
          stage.close();
        });
    background.shutdown();
  }
}
