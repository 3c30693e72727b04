package org.statescope.app.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.LatestTask;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;

/// What the live plots show: the scalars of the shown runs, read in the background and handed over
/// when something is new. Properties belong to the JavaFX thread.
public final class LiveModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
  private static final double DEFAULT_SMOOTHING = 0.9;

  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<List<RunScalars>> scalars =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Axis> axis = new SimpleObjectProperty<>(Axis.STEP);
  private final BooleanProperty logarithmic = new SimpleBooleanProperty(true);
  private final DoubleProperty smoothing = new SimpleDoubleProperty(DEFAULT_SMOOTHING);
  private final ObjectProperty<Seeds> seeds = new SimpleObjectProperty<>(Seeds.EACH);
  private final StepCursor cursor;
  private final ScheduledExecutorService background;
  private final Executor foreground;
  private final Future<?> polling;
  private final Map<Path, RunTail> tails = new HashMap<>();
  private volatile List<ShownRun> wanted = List.of();
  private volatile boolean closed;
  private List<ShownRun> delivered = List.of();

  /// @param cursor the step all views look at
  /// @param background reads event files and thins curves
  /// @param foreground runs a task on the JavaFX thread, `Platform::runLater` in the lab
  public LiveModel(StepCursor cursor, ScheduledExecutorService background, Executor foreground) {
    this.cursor = cursor;
    this.background = background;
    this.foreground = foreground;
    runs.addListener(
        (InvalidationListener)
            change -> {
              wanted = List.copyOf(runs);
              background.execute(this::poll);
            });
    long interval = POLL_INTERVAL.toMillis();
    polling =
        background.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.MILLISECONDS);
  }

  /// The runs to show, in the order of the legend; the caller changes the list as it likes.
  public ObservableList<ShownRun> runs() {
    return runs;
  }

  /// What the shown runs have reported, in the order of [#runs].
  public ReadOnlyObjectProperty<List<RunScalars>> scalarsProperty() {
    return scalars.getReadOnlyProperty();
  }

  public ObjectProperty<Axis> axisProperty() {
    return axis;
  }

  /// Whether loss, perplexity and gradient norm are shown on logarithmic axes.
  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  /// Weight of the exponential smoothing of what is measured at every step, 0 to below 1.
  public DoubleProperty smoothingProperty() {
    return smoothing;
  }

  /// How runs that differ in their seed only are shown.
  public ObjectProperty<Seeds> seedsProperty() {
    return seeds;
  }

  public StepCursor cursor() {
    return cursor;
  }

  /// Moves the step cursor to a position on the x axis. Where runs disagree about the step, as they
  /// do about seconds, the run that reaches furthest decides.
  public void moveTo(double position) {
    Axis along = axis.get();
    scalars.get().stream()
        .max(
            (a, b) ->
                Double.compare(a.position(a.lastStep(), along), b.position(b.lastStep(), along)))
        .ifPresent(run -> cursor.moveTo(run.stepAt(position, along)));
  }

  /// A task of the caller's on this model's executors; the caller closes it.
  public LatestTask latestTask() {
    return new LatestTask(background, foreground, LatestTask.SCREEN_INTERVAL);
  }

  /// A plot on this model's executors; the caller closes it.
  public LinePlot plot(PlotLink link, ChartTheme theme) {
    return new LinePlot(theme, link, background, foreground);
  }

  ScheduledExecutorService background() {
    return background;
  }

  Executor foreground() {
    return foreground;
  }

  /// Stops reading; the executors stay the caller's.
  @Override
  public void close() {
    closed = true;
    polling.cancel(false);
    wanted = List.of();
    if (!background.isShutdown()) {
      background.execute(this::poll);
    }
  }

  /// Reads what is new of the wanted runs. Synchronised because a changed list of runs polls at
  /// once.
  private synchronized void poll() {
    try {
      List<ShownRun> now = wanted;
      boolean changed = follow(now) | !now.equals(delivered);
      if (changed && !closed) {
        delivered = now;
        List<RunScalars> read = now.stream().map(run -> tail(run).view()).toList();
        foreground.execute(() -> deliver(read));
      }
    } catch (RuntimeException e) {
      LOG.error("Reading the shown runs failed", e);
    }
  }

  private boolean follow(List<ShownRun> now) {
    List<Path> folders = now.stream().map(ShownRun::folder).toList();
    tails
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !folders.contains(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    boolean changed = false;
    for (ShownRun run : now) {
      RunTail tail = tail(run);
      tail.rename(run);
      changed |= tail.poll();
    }
    return changed;
  }

  private RunTail tail(ShownRun run) {
    return tails.computeIfAbsent(run.folder(), folder -> new RunTail(run));
  }

  private void deliver(List<RunScalars> read) {
    if (!closed) {
      scalars.set(read);
      cursor.newest(read.stream().mapToLong(RunScalars::lastStep).max().orElse(0));
    }
  }
}
