package org.statescope.app.poles;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.plot.LatestTask;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;

/// What the pole maps show: the poles of the shown runs at the cursor's step. Snapshots are read
/// and scenes are built in the background; properties belong to the JavaFX thread.
public final class PolesModel implements AutoCloseable {
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final ObjectProperty<PoleFilter> filter = new SimpleObjectProperty<>(PoleFilter.ALL);
  private final ObjectProperty<ColourBy> colourBy = new SimpleObjectProperty<>(ColourBy.LAYER);
  private final BooleanProperty trails = new SimpleBooleanProperty(true);
  private final BooleanProperty pseudospectrum = new SimpleBooleanProperty();
  private final BooleanProperty stepRange = new SimpleBooleanProperty();
  private final BooleanProperty overlaid = new SimpleBooleanProperty();
  private final PoleSelection selection = new PoleSelection();
  private final ObjectProperty<Optional<SelectedPole>> selected = selection.leadProperty();
  private final StepCursor cursor;
  private final ScheduledExecutorService background;
  private final Executor foreground;
  private final MapReading reading;
  private final PoleDescription description;
  private final Snapshots.Source source;
  private final CrossingAlarms alarms;
  private final Future<?> looking;
  private final Subscription changes;

  /// A model of runs alone.
  public PolesModel(StepCursor cursor, ScheduledExecutorService background, Executor foreground) {
    this(cursor, Snapshots::ofRun, background, foreground);
  }

  /// @param cursor the step all views look at
  /// @param source where snapshots are found
  /// @param background reads snapshots and asks `analysis`
  /// @param foreground runs a task on the JavaFX thread, `Platform::runLater` in the lab
  public PolesModel(
      StepCursor cursor,
      Snapshots.Source source,
      ScheduledExecutorService background,
      Executor foreground) {
    this.cursor = cursor;
    this.source = source;
    this.background = background;
    this.foreground = foreground;
    reading = new MapReading(source, newTask(), this::describe);
    description = new PoleDescription(newTask());
    alarms = new CrossingAlarms(() -> runs, new CrossingScan(source), newTask());
    runs.addListener((InvalidationListener) change -> look());
    changes =
        Subscription.combine(
            cursor.stepProperty().subscribe(this::read),
            filter.subscribe(this::read),
            colourBy.subscribe(this::read),
            trails.subscribe(this::read),
            stepRange.subscribe(this::read),
            overlaid.subscribe(this::read),
            selected.subscribe(
                () -> {
                  describe();
                  read();
                }));
    long interval = LOOK_INTERVAL.toMillis();
    looking =
        background.scheduleWithFixedDelay(
            () -> foreground.execute(this::look), interval, interval, TimeUnit.MILLISECONDS);
  }

  /// The runs to show side by side; the caller changes the list as it likes.
  public ObservableList<ShownRun> runs() {
    return runs;
  }

  /// Where the snapshots of runs and checkpoints are found; any thread may ask.
  public Snapshots.Source source() {
    return source;
  }

  public StepCursor cursor() {
    return cursor;
  }

  /// Which poles are shown.
  public ObjectProperty<PoleFilter> filterProperty() {
    return filter;
  }

  /// Which poles crossed a boundary.
  public CrossingAlarms alarms() {
    return alarms;
  }

  /// The poles of the table.
  PoleSelection selection() {
    return selection;
  }

  public ObjectProperty<ColourBy> colourByProperty() {
    return colourBy;
  }

  /// Whether poles draw where they were at earlier snapshots.
  public BooleanProperty trailsProperty() {
    return trails;
  }

  /// Whether the z-plane shows where poles lie between the 5 % and the 95 % quantile of Δ.
  public BooleanProperty stepRangeProperty() {
    return stepRange;
  }

  /// Whether the maps show the pseudospectrum of the selected pole's system.
  public BooleanProperty pseudospectrumProperty() {
    return pseudospectrum;
  }

  /// Whether all runs share one pair of maps.
  public BooleanProperty overlaidProperty() {
    return overlaid;
  }

  /// The pole of the read-out, one of those of the table.
  public ObjectProperty<Optional<SelectedPole>> selectedProperty() {
    return selected;
  }

  /// The steps that any shown run has a snapshot of, in increasing order.
  public ReadOnlyObjectProperty<List<Long>> stepsProperty() {
    return reading.stepsProperty();
  }

  /// What the selected pole means at the cursor's step.
  public ReadOnlyObjectProperty<Optional<PoleReadout>> readoutProperty() {
    return description.readoutProperty();
  }

  /// How the selected pole is reached and shown; empty while it is being computed.
  public ReadOnlyObjectProperty<Optional<PoleReach>> reachProperty() {
    return description.reachProperty();
  }

  /// The system of the selected pole at the cursor's step, to be written to a file.
  public Optional<NamedSystem> selectedSystem() {
    return systemOfSelected().map(FrozenSystem::named);
  }

  /// The system of the selected pole at the cursor's step.
  Optional<FrozenSystem> systemOfSelected() {
    return selected
        .get()
        .flatMap(
            pole ->
                reading
                    .framesOf(pole.run())
                    .flatMap(
                        frames ->
                            frames
                                .now()
                                .filter(now -> pole.pole() < now.layout().size())
                                .map(now -> FrozenSystem.of(frames.run(), now, pole.pole()))));
  }

  /// The pairs of maps to draw.
  ReadOnlyObjectProperty<List<PoleMapData>> mapsProperty() {
    return reading.mapsProperty();
  }

  /// What was read of each shown run for the maps of the moment.
  List<RunFrames> frames() {
    return reading.frames();
  }

  /// The most layers of any shown run.
  int layers() {
    return reading.layers();
  }

  /// Moves the cursor by whole snapshots.
  public void moveBySnapshots(int count) {
    List<Long> all = stepsProperty().get();
    if (!all.isEmpty()) {
      int here = indexOf(cursor.step());
      cursor.moveTo(all.get(Math.clamp(here + count, 0, all.size() - 1)));
    }
  }

  /// The place among [#stepsProperty] of the last snapshot at or before a step, 0 when none is.
  int indexOf(long step) {
    return reading.indexOf(step);
  }

  /// Stops reading; the executors stay the caller's.
  @Override
  public void close() {
    looking.cancel(false);
    changes.unsubscribe();
    reading.close();
    description.close();
    alarms.close();
  }

  /// A place for background work whose results views draw; the caller closes it.
  LatestTask newTask() {
    return new LatestTask(background, foreground, LatestTask.SCREEN_INTERVAL);
  }

  private void look() {
    alarms.look();
    read();
  }

  private void read() {
    SnapshotReader.Request request =
        new SnapshotReader.Request(List.copyOf(runs), cursor.step(), trails.get());
    SceneBuilder builder =
        new SceneBuilder(filter.get(), colourBy.get(), stepRange.get(), rangeSelection());
    reading.read(request, new MapLook(builder, overlaid.get()));
  }

  /// Only the range of Δ depends on the selection: without it a click builds nothing anew.
  private Optional<SelectedPole> rangeSelection() {
    return stepRange.get() ? selected.get() : Optional.empty();
  }

  private void describe() {
    Optional<RunFrames> frames = selected.get().flatMap(pole -> reading.framesOf(pole.run()));
    int pole = selected.get().map(SelectedPole::pole).orElse(-1);
    boolean isThere =
        frames
            .flatMap(RunFrames::now)
            .filter(now -> pole < now.layout().size() && now.isFinite(pole))
            .isPresent();
    if (isThere) {
      description.show(frames.orElseThrow(), pole);
    } else {
      description.clear();
    }
  }
}
