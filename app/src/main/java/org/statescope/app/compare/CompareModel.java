package org.statescope.app.compare;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.util.Subscription;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.RunReading;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.RunConfiguration;

/// The comparison of the ticked runs, oldest start first, at the cursor's step; while it is not
/// open it waits.
public final class CompareModel implements AutoCloseable {
  /// What the tables show; immutable.
  ///
  /// @param runs the runs that read
  /// @param seeds the groups among them that differ in their seed only
  /// @param step the step of the rows "at step"
  public record Comparison(
      List<RunEntry> runs,
      ConfigurationDifferences differences,
      List<MetricTable.Row> metrics,
      SeedTable seeds,
      long step) {}

  private final Workspace workspace;
  private final StepCursor cursor;
  private final ReadOnlyObjectWrapper<Comparison> comparison;
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ListChangeListener<RunEntry> follow = change -> update();
  private final Subscription changes;
  private List<RunConfiguration> compared = List.of();
  private ConfigurationDifferences differences = ConfigurationDifferences.of(List.of());

  public CompareModel(Workspace workspace, StepCursor cursor) {
    this.workspace = workspace;
    this.cursor = cursor;
    this.comparison = new ReadOnlyObjectWrapper<>(compare());
    workspace.runs().addListener(follow);
    changes =
        Subscription.combine(
            cursor.stepProperty().subscribe(step -> update()), open.subscribe(any -> update()));
  }

  /// Whether anybody looks at the comparison.
  public BooleanProperty openProperty() {
    return open;
  }

  public ReadOnlyObjectProperty<Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /// The comparison of this moment, open or not.
  public Comparison now() {
    return compare();
  }

  /// Stops following the runs and the cursor.
  @Override
  public void close() {
    workspace.runs().removeListener(follow);
    changes.unsubscribe();
  }

  private void update() {
    if (open.get()) {
      comparison.set(compare());
    }
  }

  private Comparison compare() {
    List<RunEntry> runs =
        workspace.ticked().reversed().stream().filter(run -> run.readable().isPresent()).toList();
    List<RunReading.Readable> readings =
        runs.stream().flatMap(run -> run.readable().stream()).toList();
    return new Comparison(
        runs,
        differences(readings.stream().map(reading -> reading.manifest().configuration()).toList()),
        MetricTable.of(readings, cursor.step()),
        SeedTable.of(runs, cursor.step()),
        cursor.step());
  }

  /// Runs report a few times a second, their configurations stay.
  private ConfigurationDifferences differences(List<RunConfiguration> configurations) {
    if (!configurations.equals(compared)) {
      compared = configurations;
      differences = ConfigurationDifferences.of(configurations);
    }
    return differences;
  }
}
