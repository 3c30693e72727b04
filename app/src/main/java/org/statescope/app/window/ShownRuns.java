package org.statescope.app.window;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.statescope.app.checkpoint.OpenModel;
import org.statescope.app.checkpoint.OpenModels;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;

/// Keeps the runs of plots the same as the ticked runs, oldest start first; those of poles show the
/// open checkpoints after them.
final class ShownRuns {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final Workspace workspace;
  private final OpenModels models;
  private final List<ObservableList<ShownRun>> curves;
  private final List<ObservableList<ShownRun>> poles;

  /// @param curves plots of what only runs have
  /// @param poles plots of what checkpoints have too
  ShownRuns(
      Workspace workspace,
      OpenModels models,
      List<ObservableList<ShownRun>> curves,
      List<ObservableList<ShownRun>> poles) {
    this.workspace = workspace;
    this.models = models;
    this.curves = curves;
    this.poles = poles;
    workspace.runs().addListener((ListChangeListener<RunEntry>) change -> update());
    models.list().addListener((ListChangeListener<OpenModel>) change -> update());
    update();
  }

  private void update() {
    List<ShownRun> shown =
        workspace.ticked().reversed().stream()
            .filter(run -> run.readable().isPresent())
            .map(run -> new ShownRun(run.folder(), label(run), run.colour()))
            .toList();
    List<ShownRun> withModels = new ArrayList<>(shown);
    for (OpenModel model : models.list()) {
      withModels.add(
          new ShownRun(model.path(), model.label(), workspace.colours().of(model.path())));
    }
    curves.forEach(plot -> show(plot, shown));
    poles.forEach(plot -> show(plot, withModels));
  }

  private static void show(ObservableList<ShownRun> plot, List<ShownRun> shown) {
    if (!plot.equals(shown)) {
      plot.setAll(shown);
    }
  }

  /// The run's name; with its start behind it where another run has the name too.
  private String label(RunEntry run) {
    boolean shared =
        workspace.runs().stream()
            .anyMatch(other -> other != run && other.label().equals(run.label()));
    return shared ? run.label() + " " + TIME.format(run.started()) : run.label();
  }
}
