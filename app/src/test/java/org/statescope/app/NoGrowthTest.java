package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.compare.CompareModel;
import org.statescope.app.compare.CompareView;
import org.statescope.app.design.DesignModel;
import org.statescope.app.design.DesignView;
import org.statescope.app.fx.Fx;
import org.statescope.app.live.LiveModel;
import org.statescope.app.live.LiveView;
import org.statescope.app.meter.MeterModel;
import org.statescope.app.meter.MeterView;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PairsView;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.poles.PolesView;
import org.statescope.app.structure.HeatColumns;
import org.statescope.app.structure.StructureModel;
import org.statescope.app.structure.StructureView;
import org.statescope.app.theme.Theme;
import org.statescope.app.tokens.TokensModel;
import org.statescope.app.tokens.TokensView;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.RunFolder;

/// A thousand views are opened and closed, over models that stay and over models closed with them;
/// nothing of a view and of a closed model is reachable afterwards.
class NoGrowthTest {
  private static final int VIEWS = 1000;
  private static final int LOOK_EVERY = 200;
  private static final long STEPS = 300;

  private final ScheduledThreadPoolExecutor background =
      (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(2);
  private final Map<WeakReference<Object>, String> gone = new LinkedHashMap<>();
  private final StackPane place = new StackPane();
  private StepCursor cursor;
  private ChartTheme theme;
  private Workspace workspace;
  private BackgroundTasks tasks;
  private List<ShownRun> runs;
  private Stage stage;
  private int opened;

  @BeforeEach
  void openAStage(@TempDir Path root) throws IOException {
    RunFolder mamba = SampleRuns.create(root, "mamba-tiny", STEPS, 1);
    RunFolder companion = SampleRuns.create(root, "sc-mamba-tiny", STEPS, 2);
    SampleRuns.writeDynamics(mamba, 1, 0, 100, 200, 300);
    SampleRuns.writeDynamics(companion, 2, 0, 100, 200, 300);
    runs =
        List.of(
            new ShownRun(mamba.path(), "mamba", 0), new ShownRun(companion.path(), "sc-mamba", 1));
    Fx.run(
        () -> {
          cursor = new StepCursor();
          theme = new ChartTheme();
          tasks = new BackgroundTasks(failure -> {});
          workspace = new Workspace(root, new RunColours(), List.of(), Platform::runLater);
          workspace.start();
          stage = new Stage();
          stage.setScene(new Scene(place, 1200, 800));
          Theme.dress(stage.getScene());
          stage.show();
        });
    Fx.waitUntil("the runs are listed", 20, () -> workspace.runs().size() == 2);
    Fx.run(() -> workspace.runs().forEach(NoGrowthTest::tick));
  }

  private static void tick(RunEntry run) {
    run.tickedProperty().set(true);
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          stage.close();
          workspace.close();
          tasks.close();
        });
    background.shutdownNow();
  }

  @Test
  void aThousandViewsLeaveNothingBehind() throws InterruptedException {
    Models staying = Fx.on(Models::new);
    Fx.waitUntil("the models have read", 20, staying::haveRead);
    while (opened < VIEWS) {
      openAndClose(staying, false);
      openAndClose(Fx.on(Models::new), true);
    }
    Fx.run(staying::close);
    assertTrue(opened >= VIEWS);
    Map<String, Long> left = leftAfterCollection();
    assertEquals(Map.of(), left, "what is still reachable, and how often");
    assertEquals(List.of(), Fx.on(() -> List.copyOf(tasks.running())));
    Fx.waitUntil("no task is left", 10, () -> background.getQueue().isEmpty());
  }

  private void openAndClose(Models models, boolean closesModels) {
    boolean looks = opened % LOOK_EVERY < 20;
    if (looks && closesModels) {
      Fx.waitUntil("the models have read", 20, models::haveRead);
    }
    List<Node> views = Fx.on(() -> show(models, looks));
    if (looks) {
      // Lets pulses draw and background work arrive before everything closes.
      Fx.waitUntil("a plot is drawn", 20, () -> place.lookup(".plot") != null);
    }
    Fx.run(
        () -> {
          place.getChildren().clear();
          views.forEach(NoGrowthTest::closeView);
          if (closesModels) {
            models.close();
            models.all().forEach(this::expectGone);
          }
        });
  }

  private List<Node> show(Models models, boolean laidOut) {
    List<Node> views = models.views();
    views.forEach(this::expectGone);
    opened += views.size();
    for (Node view : views) {
      place.getChildren().setAll(view);
      if (laidOut) {
        place.applyCss();
        place.layout();
      }
    }
    // The first of them has plots: it is what stays to be seen.
    place.getChildren().setAll(views.getFirst());
    return views;
  }

  private void expectGone(Object object) {
    gone.put(new WeakReference<>(object), object.getClass().getSimpleName());
  }

  private static void closeView(Node view) {
    try {
      ((AutoCloseable) view).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// What is reachable when collecting has been asked for, again and again for a while: JavaFX lets
  /// go of the last scene's nodes a pulse later.
  private Map<String, Long> leftAfterCollection() throws InterruptedException {
    Map<String, Long> left = Map.of();
    for (int attempt = 0; attempt < 20; attempt++) {
      Fx.run(() -> place.getChildren().setAll(new StackPane()));
      Thread.sleep(100);
      System.gc();
      left =
          gone.entrySet().stream()
              .filter(entry -> entry.getKey().get() != null)
              .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()));
      if (left.isEmpty()) {
        return left;
      }
    }
    return left;
  }

  /// The models behind the pages, on what the window keeps.
  private final class Models {
    private final LiveModel live = new LiveModel(cursor, background, Platform::runLater);
    private final MeterModel meter = new MeterModel(live);
    private final PolesModel poles = new PolesModel(cursor, background, Platform::runLater);
    private final StructureModel structure = new StructureModel(poles, tasks);
    private final TokensModel tokens =
        new TokensModel(tasks, Optional.empty(), background, Platform::runLater);
    private final DesignModel design =
        DesignModel.of(tasks, Optional.empty(), background, Platform::runLater);
    private final CompareModel compare = new CompareModel(workspace, cursor);

    Models() {
      live.runs().setAll(runs);
      poles.runs().setAll(runs);
      structure.runs().setAll(runs);
      tokens.runs().setAll(runs);
      design.runs().setAll(runs);
    }

    boolean haveRead() {
      return live.scalarsProperty().get().size() == runs.size()
          && !poles.stepsProperty().get().isEmpty();
    }

    List<Object> all() {
      return List.of(live, meter, poles, structure, tokens, design, compare);
    }

    List<Node> views() {
      List<Node> views = new ArrayList<>();
      views.add(new LiveView(live, theme));
      views.add(new MeterView(meter, theme));
      views.add(new PolesView(poles, theme));
      views.add(new StructureView(structure, tasks, theme));
      views.add(new TokensView(tokens, theme));
      views.add(
          new DesignView(
              design, theme, (name, table) -> {}, folder -> {}, sentence -> {}, sentence -> {}));
      LiveView curves = new LiveView(live, theme);
      PolesView maps = new PolesView(poles, theme);
      PairsView pairs = new PairsView(poles, (name, table) -> {});
      HeatColumns columns = new HeatColumns(structure, theme);
      views.add(
          new CompareView(
              compare,
              theme.coloursProperty(),
              curves,
              maps,
              pairs,
              columns,
              () -> {},
              new javafx.scene.layout.Pane()));
      views.add(columns);
      views.add(curves);
      views.add(maps);
      views.add(pairs);
      return views;
    }

    void close() {
      compare.close();
      design.close();
      tokens.close();
      structure.close();
      meter.close();
      poles.close();
      live.close();
    }
  }
}
