package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;
import org.statescope.app.plot.LatestTask;

/// The selected poles read out at the cursor's step: the same poles at every step. Read in the
/// background, and only while somebody looks.
final class SelectedPoles implements AutoCloseable {
  /// What there is to show.
  ///
  /// @param poles the selected poles that have a finite place at the step
  /// @param hidden how many of them the filter hides on the maps
  /// @param absent how many more are selected, of runs that are not shown or have no such pole now
  record Rows(List<Row> poles, int hidden, int absent) {
    static final Rows NONE = new Rows(List.of(), 0, 0);

    Rows {
      poles = List.copyOf(poles);
    }
  }

  /// A selected pole and what it is at the step.
  record Row(SelectedPole pole, PoleReadout readout) {}

  private final PolesModel model;
  private final LatestTask task;
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Rows> rows = new ReadOnlyObjectWrapper<>(Rows.NONE);
  private final Subscription changes;

  SelectedPoles(PolesModel model) {
    this.model = model;
    task = model.newTask();
    changes =
        Subscription.combine(
            open.subscribe(this::update),
            model.mapsProperty().subscribe(this::update),
            model.selection().polesProperty().subscribe(this::update));
  }

  /// Whether somebody looks.
  BooleanProperty openProperty() {
    return open;
  }

  ReadOnlyObjectProperty<Rows> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    task.close();
  }

  private void update() {
    List<SelectedPole> selected = model.selection().polesProperty().get();
    if (!open.get()) {
      return;
    }
    List<RunFrames> frames = model.frames();
    PoleFilter filter = model.filterProperty().get();
    task.run(() -> read(selected, frames, filter), rows::set);
  }

  static Rows read(List<SelectedPole> selected, List<RunFrames> frames, PoleFilter filter) {
    Map<Path, RunFrames> runs = new HashMap<>();
    frames.stream()
        .filter(run -> run.now().isPresent())
        .forEach(run -> runs.put(run.run().folder(), run));
    List<Row> poles = new ArrayList<>();
    int hidden = 0;
    for (SelectedPole pole : selected) {
      RunFrames run = runs.get(pole.run());
      if (run == null) {
        continue;
      }
      PoleFrame now = run.now().orElseThrow();
      if (pole.pole() < now.layout().size() && now.isFinite(pole.pole())) {
        poles.add(new Row(pole, PoleReadout.of(run, pole.pole())));
        hidden += filter.shows(now, pole.pole()) ? 0 : 1;
      }
    }
    return new Rows(poles, hidden, selected.size() - poles.size());
  }
}
