package org.statescope.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.OpenModels;
import org.statescope.app.compare.CompareModel;
import org.statescope.app.design.DesignModel;
import org.statescope.app.export.PlotExport;
import org.statescope.app.export.SaveDialog;
import org.statescope.app.launch.LaunchDesk;
import org.statescope.app.launch.RunStarter;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.live.LiveModel;
import org.statescope.app.meter.MeterModel;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.queue.QueueFile;
import org.statescope.app.queue.RunQueue;
import org.statescope.app.report.ReportDesk;
import org.statescope.app.report.ReportDialog;
import org.statescope.app.runs.RunActions;
import org.statescope.app.runs.RunListModel;
import org.statescope.app.settings.SettingsFile;
import org.statescope.app.settings.SettingsModel;
import org.statescope.app.structure.StructureModel;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.Theme;
import org.statescope.app.tokens.TokensModel;
import org.statescope.app.window.FolderOpener;
import org.statescope.app.window.LabModels;
import org.statescope.app.window.LabWindow;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;

/// Wires the desktop by constructors, in this one place.
///
/// System properties: `statescope.runs` is the folder new runs go to (default: the one in the
/// settings, else `~/Statescope/runs`), `statescope.settings` the settings file, `statescope.home`
/// the folder of the launcher; `statescope.rehearsal` closes the desktop once its pages are
/// prepared, for the build, which keeps what its start and its pages need.
public final class LabApplication extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(LabApplication.class);
  private static final int READERS = 2;

  /// How long the start has the JavaFX thread for itself before pages are prepared.
  private static final Duration OPENING = Duration.seconds(1);

  private static final Duration REMEMBER_EVERY = Duration.seconds(5);
  private static final double LEAST_WIDTH = 960;
  private static final double LEAST_HEIGHT = 520;

  private final ScheduledExecutorService readers =
      Executors.newScheduledThreadPool(
          READERS, Thread.ofPlatform().daemon().name("reader-", 1).factory());
  private final ExecutorService queueWriter =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("queue").factory());
  private @Nullable LabWindow window;
  private Runnable close = () -> {};

  @Override
  public void start(Stage stage) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> failed(e));
    Memory memory = new Memory(SettingsFile.ofUser());
    BackgroundTasks tasks = new BackgroundTasks(this::failed);
    Theme theme = new Theme();
    theme.choiceProperty().set(memory.theme());
    ChartTheme chartTheme = new ChartTheme();
    theme.darkProperty().subscribe(chartTheme::setDark);

    Consumer<String> notice = sentence -> tell(sentence);
    SettingsModel settings = memory.settings();
    Path root = runsRoot(settings);
    Workspace workspace =
        new Workspace(root, memory.colours(), memory.ticked(), Platform::runLater);
    memory.openFolders().forEach(workspace::open);
    Optional<TrainerCommand> trainer = TrainerCommand.beside();
    RunStarter starter = new RunStarter(root, trainer, workspace, tasks, notice);
    RunQueue queue =
        new RunQueue(workspace, new QueueFile(root), starter, Platform::runLater, queueWriter);
    RunActions actions = new RunActions(workspace, starter, queue, tasks, this::showFolder);
    StepCursor cursor = new StepCursor();
    LiveModel live = new LiveModel(cursor, readers, Platform::runLater);
    OpenModels openModels = new OpenModels(tasks, notice);
    PolesModel poles = new PolesModel(cursor, openModels, readers, Platform::runLater);
    memory.restore(poles);
    MeterModel meter = new MeterModel(live);
    StructureModel structure = new StructureModel(poles, tasks);
    TokensModel tokens = new TokensModel(tasks, trainer, readers, Platform::runLater);
    DesignModel design = DesignModel.of(tasks, trainer, readers, Platform::runLater);
    design.remember(memory.designs());
    FolderOpener opener = new FolderOpener(workspace, openModels, tasks, memory.recent(), notice);
    PlotExport export =
        new PlotExport(tasks, new SaveDialog(() -> stage), memory.exportFolder(), notice);
    CompareModel compare = new CompareModel(workspace, cursor);
    ReportDesk report =
        new ReportDesk(
            compare,
            live,
            openModels,
            structure,
            tasks,
            new ReportDialog(() -> stage),
            notice,
            this::confirm);
    LabModels models =
        new LabModels(
            workspace,
            new RunListModel(workspace),
            actions,
            starter,
            new LaunchDesk(workspace, starter, queue, trainer, tasks, memory.launch()),
            tasks,
            cursor,
            live,
            openModels,
            meter,
            poles,
            structure,
            tokens,
            design,
            compare,
            report,
            opener,
            export,
            trainer,
            settings,
            theme,
            chartTheme);
    LabWindow lab = new LabWindow(models);
    window = lab;

    show(stage, lab, memory);
    Runnable dressed =
        Boolean.getBoolean("statescope.rehearsal")
            ? Platform::exit
            : () -> LOG.info("All pages are prepared");
    PauseTransition opening = new PauseTransition(OPENING);
    opening.setOnFinished(event -> lab.dressPages(dressed));
    opening.play();
    Runnable remember = () -> memory.remember(memory.collect(stage, lab, models));
    Timeline keeper = new Timeline(new KeyFrame(REMEMBER_EVERY, event -> remember.run()));
    keeper.setCycleCount(Animation.INDEFINITE);
    keeper.play();
    close =
        () -> {
          keeper.stop();
          opening.stop();
          lab.stopDressing();
          remember.run();
          memory.close();
          workspace.close();
          meter.close();
          live.close();
          structure.close();
          tokens.close();
          design.close();
          poles.close();
          compare.close();
          tasks.close();
          queueWriter.close();
        };
    stage.setOnCloseRequest(
        event -> {
          List<RunEntry> training =
              workspace.runs().stream().filter(run -> run.standing().isLive()).toList();
          if (!training.isEmpty()) {
            event.consume();
            lab.askBeforeClosing(
                training, () -> actions.stop(training, Platform::exit), Platform::exit);
          }
        });
    FirstSight.logOf(workspace.runs());
    workspace.start();
    LOG.info("The desktop is open after {} ms", ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static void show(Stage stage, LabWindow lab, Memory memory) {
    Scene scene = new Scene(lab);
    Theme.dress(scene);
    lab.listenToKeys(scene);
    stage.setTitle(Texts.text("app.name"));
    Stream.of(16, 32, 64, 128, 256)
        .map(size -> "/org/statescope/assets/icons/statescope-" + size + ".png")
        .map(path -> Objects.requireNonNull(LabApplication.class.getResourceAsStream(path), path))
        .forEach(stream -> stage.getIcons().add(new Image(stream)));
    stage.setScene(scene);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    memory.restore(stage, lab);
    stage.show();
  }

  private static Path runsRoot(SettingsModel settings) {
    String named = System.getProperty("statescope.runs");
    return named == null
        ? settings.runsFolder().orElse(SettingsModel.usualRunsFolder())
        : Path.of(named);
  }

  private void showFolder(Path folder) {
    getHostServices().showDocument(folder.toUri().toString());
  }

  private void failed(Throwable failure) {
    LOG.error("Something failed that nobody expected to", failure);
    String message = failure.getMessage();
    tell(message == null ? Texts.text("app.failed", failure.getClass().getSimpleName()) : message);
  }

  private void confirm(String sentence) {
    if (window != null) {
      window.confirm(sentence);
    }
  }

  private void tell(String sentence) {
    if (window != null) {
      window.tell(sentence);
    }
  }

  @Override
  public void stop() {
    close.run();
    readers.shutdownNow();
  }
}
