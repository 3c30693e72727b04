package org.statescope.app.window;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;

/// Keeps the runs of plots the same as the ticked runs, oldest start first.
final class ShownRuns {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final Workspace workspace;
  private final List<ObservableList<ShownRun>> plots;

  ShownRuns(Workspace workspace, List<ObservableList<ShownRun>> plots) {
    this.workspace = workspace;
    this.plots = plots;
    workspace.runs().addListener((ListChangeListener<RunEntry>) change -> update());
    update();
  }

  private void update() {
    List<ShownRun> shown =
        workspace.ticked().reversed().stream()
            .filter(run -> run.readable().isPresent())
            .map(run -> new ShownRun(run.folder(), label(run), run.colour()))
            .toList();
    for (ObservableList<ShownRun> plot : plots) {
      if (!plot.equals(shown)) {
        plot.setAll(shown);
      }
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
