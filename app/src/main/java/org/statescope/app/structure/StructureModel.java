package org.statescope.app.structure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import javafx.concurrent.Task;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.Newest;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.plot.HeatScene;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.poles.SelectedPole;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// What the page of structure shows: the census of the shown runs at the cursor's step, and the
/// evidence for the chosen system. Works only while the page is open.
public final class StructureModel implements AutoCloseable {
  /// A state that passes less than a thousandth of the strongest is a candidate for truncation.
  static final double USUAL_NEGLIGIBLE = 1e-3;

  /// What a rank takes for zero, relative: the square root of the rounding unit, until it is moved.
  static final double USUAL_RANK_TOLERANCE = 0x1p-26;

  /// Whether the page waits for something.
  enum Activity {
    AT_REST,
    COMPUTING,
    CANCELLED
  }

  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final BooleanProperty compared = new SimpleBooleanProperty();
  private final ObjectProperty<Quantity> quantity =
      new SimpleObjectProperty<>(Quantity.CONTROLLABILITY);
  private final DoubleProperty negligible = new SimpleDoubleProperty(USUAL_NEGLIGIBLE);
  private final DoubleProperty rankTolerance = new SimpleDoubleProperty(USUAL_RANK_TOLERANCE);
  private final ReadOnlyObjectWrapper<Optional<SelectedSystem>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<RunCensus>> censuses =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<SystemEvidence>> evidence =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Activity> counting =
      new ReadOnlyObjectWrapper<>(Activity.AT_REST);
  private final ReadOnlyObjectWrapper<Activity> analysing =
      new ReadOnlyObjectWrapper<>(Activity.AT_REST);
  private final PolesModel poles;
  private final CensusTaker taker;
  private final HeatScales scales = new HeatScales();
  private final Newest newestCensus;
  private final Newest newestEvidence;
  private final Subscription changes;
  private Subscription countingWatch = Subscription.EMPTY;
  private Subscription analysingWatch = Subscription.EMPTY;
  private @Nullable Wanted asked;
  private SystemEvidence.@Nullable Subject subject;

  /// @param poles whose snapshots and selection this page shares
  /// @param tasks does the computing
  public StructureModel(PolesModel poles, BackgroundTasks tasks) {
    this.poles = poles;
    taker = new CensusTaker(poles.source());
    newestCensus = tasks.newest();
    newestEvidence = tasks.newest();
    runs.addListener((InvalidationListener) change -> refresh());
    changes =
        Subscription.combine(
            open.subscribe(this::openOrClose),
            compared.subscribe(this::refresh),
            poles.cursor().stepProperty().subscribe(this::refresh),
            poles.stepsProperty().subscribe(this::refresh),
            poles.selectedProperty().subscribe(this::followPole));
  }

  /// The runs to show; the caller changes the list as it likes.
  public ObservableList<ShownRun> runs() {
    return runs;
  }

  /// Whether the page is on screen; while it is not, nothing is computed.
  BooleanProperty openProperty() {
    return open;
  }

  /// Whether the heat maps are on the page of the comparison.
  BooleanProperty comparedProperty() {
    return compared;
  }

  /// Heat maps of these quantities, to be read elsewhere.
  public HeatSheets.Source sheets(List<Quantity> quantities) {
    return new HeatSheets.Source(quantities, taker);
  }

  /// The layer and the first channel of the chosen system.
  Optional<HeatScene.Cell> selectedPlace() {
    return selected
        .get()
        .flatMap(
            system ->
                censuses.get().stream()
                    .filter(census -> census.run().folder().equals(system.run()))
                    .findFirst()
                    .map(
                        census ->
                            new HeatScene.Cell(
                                system.layer(), system.system() * census.channelsOfColumn())));
  }

  /// What the heat maps show, here and on the page of the comparison.
  public ObjectProperty<Quantity> quantityProperty() {
    return quantity;
  }

  /// One scale for all heat maps.
  HeatScale scale() {
    return scales.of(quantity.get(), censuses.get());
  }

  /// The share of the largest Hankel singular value below which a state counts as near-cancelled.
  DoubleProperty negligibleProperty() {
    return negligible;
  }

  /// What the ranks of the chosen system take for zero, relative.
  DoubleProperty rankToleranceProperty() {
    return rankTolerance;
  }

  ReadOnlyObjectProperty<Optional<SelectedSystem>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<RunCensus>> censusesProperty() {
    return censuses.getReadOnlyProperty();
  }

  /// What is known of the chosen system; empty while it is computed or none is chosen.
  ReadOnlyObjectProperty<Optional<SystemEvidence>> evidenceProperty() {
    return evidence.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Activity> countingProperty() {
    return counting.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Activity> analysingProperty() {
    return analysing.getReadOnlyProperty();
  }

  /// Chooses a system here and its first pole on the pole maps.
  void select(SelectedSystem system) {
    if (selected.get().equals(Optional.of(system))) {
      return;
    }
    selected.set(Optional.of(system));
    selectPole(system, 0);
    analyse();
  }

  /// Chooses one pole of the chosen system on the pole maps.
  ///
  /// @param state its place in the system
  void selectPole(SelectedSystem system, int state) {
    snapshotOf(system.run())
        .ifPresent(
            snapshot ->
                poles
                    .selectedProperty()
                    .set(
                        Optional.of(
                            SelectedPole.of(
                                system.run(), snapshot, system.layer(), system.system(), state))));
  }

  /// The chosen system, to be written to a file: the one whose pole the pole maps show selected.
  Optional<NamedSystem> selectedSystem() {
    return poles.selectedSystem();
  }

  /// Takes up what was cancelled.
  void resume() {
    asked = null;
    refresh();
    subject = null;
    analyse();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    newestCensus.cancel();
    newestEvidence.cancel();
  }

  /// What the census depends on.
  ///
  /// @param place the last step with a snapshot of any run that is not beyond the cursor
  private record Wanted(List<ShownRun> runs, List<Long> steps, long place) {}

  private record Counted(List<RunCensus> runs, HeatScale scale) {}

  /// The census may be there already, for the page of the comparison: then no new one brings the
  /// evidence with it.
  private void openOrClose() {
    refresh();
    analyse();
  }

  private void refresh() {
    if (!open.get() && !compared.get()) {
      return;
    }
    long step = poles.cursor().step();
    List<Long> steps = poles.stepsProperty().get();
    long place = steps.stream().filter(each -> each <= step).reduce((a, b) -> b).orElse(-1L);
    Wanted wanted = new Wanted(List.copyOf(runs), steps, place);
    if (wanted.equals(asked)) {
      return;
    }
    asked = wanted;
    countingWatch.unsubscribe();
    Quantity shown = quantity.get();
    Task<Counted> task =
        newestCensus.run(
            Texts.text("structure.task.census"),
            progress -> {
              List<RunCensus> found = taker.take(wanted.runs, step, progress);
              return new Counted(found, HeatScale.of(shown, found));
            },
            counted -> {
              scales.know(counted.runs, counted.scale);
              censuses.set(counted.runs);
              followPole();
              analyse();
            });
    countingWatch = watch(task, counting);
  }

  private void analyse() {
    if (!open.get()) {
      return;
    }
    Optional<SystemEvidence.Subject> now = selected.get().flatMap(this::subjectOf);
    if (now.isEmpty()) {
      subject = null;
      analysingWatch.unsubscribe();
      newestEvidence.cancel();
      analysing.set(Activity.AT_REST);
      evidence.set(Optional.empty());
      return;
    }
    SystemEvidence.Subject wanted = now.get();
    if (subject != null && isSame(subject, wanted)) {
      return;
    }
    subject = wanted;
    analysingWatch.unsubscribe();
    evidence.set(Optional.empty());
    Task<SystemEvidence> task =
        newestEvidence.run(
            Texts.text("structure.task.system"),
            progress -> SystemEvidence.of(wanted, progress),
            found -> evidence.set(Optional.of(found)));
    analysingWatch = watch(task, analysing);
  }

  private static boolean isSame(SystemEvidence.Subject before, SystemEvidence.Subject now) {
    return before.place().equals(now.place())
        && before.run().equals(now.run())
        && before.layer() == now.layer();
  }

  /// What a replaced task says must not overwrite what its successor says: subscriptions to it end.
  private static Subscription watch(Task<?> task, ReadOnlyObjectWrapper<Activity> activity) {
    activity.set(Activity.COMPUTING);
    return task.stateProperty()
        .subscribe(
            state -> {
              switch (state) {
                case CANCELLED -> activity.set(Activity.CANCELLED);
                case SUCCEEDED, FAILED -> activity.set(Activity.AT_REST);
                case READY, SCHEDULED, RUNNING -> {}
              }
            });
  }

  private Optional<SystemEvidence.Subject> subjectOf(SelectedSystem system) {
    return censuses.get().stream()
        .filter(census -> census.run().folder().equals(system.run()))
        .filter(census -> census.snapshot().isPresent())
        .filter(census -> system.layer() < census.layers().size())
        .filter(census -> system.system() < census.layers().get(system.layer()).count())
        .map(
            census -> {
              DynamicsSnapshot snapshot = census.snapshot().orElseThrow();
              return new SystemEvidence.Subject(
                  system,
                  census.run(),
                  snapshot.step(),
                  snapshot.structure(),
                  census.layers().get(system.layer()).bank(),
                  census.fromCheckpoint());
            })
        .findFirst();
  }

  private Optional<DynamicsSnapshot> snapshotOf(Path run) {
    return censuses.get().stream()
        .filter(census -> census.run().folder().equals(run))
        .flatMap(census -> census.snapshot().stream())
        .findFirst();
  }

  /// A pole chosen elsewhere chooses its system here.
  private void followPole() {
    poles
        .selectedProperty()
        .get()
        .ifPresent(
            pole ->
                snapshotOf(pole.run())
                    .filter(pole::isIn)
                    .map(
                        snapshot ->
                            new SelectedSystem(
                                pole.run(), pole.layerIn(snapshot), pole.systemIn(snapshot)))
                    .filter(system -> !selected.get().equals(Optional.of(system)))
                    .ifPresent(
                        system -> {
                          selected.set(Optional.of(system));
                          analyse();
                        }));
  }
}
