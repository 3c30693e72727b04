package org.statescope.app.meter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.live.LiveModel;
import org.statescope.app.live.RunScalars;
import org.statescope.app.live.Scalars;
import org.statescope.app.plot.LatestTask;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.event.Tags;

/// The meters of the shown runs at the cursor's step. Snapshots are read in the background;
/// properties belong to the JavaFX thread.
public final class MeterModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MeterModel.class);

  private final LiveModel live;
  private final LatestTask reading;
  private final ReadOnlyObjectWrapper<List<RunMeter>> meters =
      new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanProperty detailed = new SimpleBooleanProperty();
  private final Map<Path, DynamicsSnapshot> snapshots = new HashMap<>();
  private final Subscription changes;

  /// @param live whose runs, cursor and executors this shares
  public MeterModel(LiveModel live) {
    this.live = live;
    reading = live.latestTask();
    changes =
        Subscription.combine(
            live.scalarsProperty().subscribe(this::read),
            live.cursor().stepProperty().subscribe(this::read),
            detailed.subscribe(this::read));
  }

  /// Whether counts and distances are wanted, and not the guarantees alone.
  BooleanProperty detailedProperty() {
    return detailed;
  }

  ReadOnlyObjectProperty<List<RunMeter>> metersProperty() {
    return meters.getReadOnlyProperty();
  }

  LiveModel live() {
    return live;
  }

  private void read() {
    List<RunScalars> runs = live.scalarsProperty().get();
    long step = live.cursor().step();
    boolean all = detailed.get();
    reading.run(() -> meters(runs, step, all), meters::set);
  }

  /// Used by one background task at a time.
  private List<RunMeter> meters(List<RunScalars> runs, long step, boolean all) {
    snapshots.keySet().retainAll(runs.stream().map(run -> run.run().folder()).toList());
    List<RunMeter> made = new ArrayList<>();
    for (RunScalars run : runs) {
      run.configuration()
          .map(RunConfiguration::model)
          .ifPresent(model -> made.add(meter(run, model, step, all)));
    }
    return made;
  }

  private RunMeter meter(RunScalars run, ModelConfiguration model, long step, boolean all) {
    Scalars reports = run.scalars(Tags.CONSTRAINED);
    Optional<DynamicsSnapshot> snapshot =
        all ? snapshot(run.run().folder(), step) : Optional.empty();
    return new RunMeter(
        run.run(),
        Guarantee.of(model),
        model.structure().hasHeads() ? (long) model.headCount() * model.layers() : 0,
        reports.size() == 0 || !all
            ? Optional.empty()
            : Optional.of(ConstraintCount.of(reports, step)),
        snapshot.map(found -> OptionalLong.of(found.step())).orElse(OptionalLong.empty()),
        snapshot.stream()
            .flatMap(found -> found.layers().stream())
            .flatMap(layer -> LayerDistance.of(layer).stream())
            .toList());
  }

  /// The last snapshot at or before the step; the one in memory is not read again.
  private Optional<DynamicsSnapshot> snapshot(Path run, long step) {
    DynamicsFolder folder = new DynamicsFolder(run);
    try {
      Optional<Long> at =
          folder.steps().stream().filter(each -> each <= step).reduce((one, later) -> later);
      if (at.isEmpty()) {
        return Optional.empty();
      }
      DynamicsSnapshot known = snapshots.get(run);
      if (known == null || known.step() != at.get()) {
        known = folder.read(at.get());
        snapshots.put(run, known);
      }
      return Optional.of(known);
    } catch (IOException e) {
      LOG.info("No pole snapshot of {} for the constraint meter", run, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    changes.unsubscribe();
    reading.close();
  }
}
