package org.statescope.app.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.compare.CompareModel;
import org.statescope.app.live.LiveModel;
import org.statescope.app.live.ShownCurves;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.structure.HeatSheets;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.RunReading;
import org.statescope.training.run.event.Tags;

/// The comparison at the moment its report was asked for; immutable, so that it can be written
/// while the runs go on.
///
/// @param runs in the order of the comparison's columns
/// @param snapshots where the poles of each run are found
/// @param heatMaps the quantities that the heat maps show
record ReportSource(
    Instant at,
    CompareModel.Comparison comparison,
    List<Run> runs,
    List<ShownCurves> curves,
    Snapshots.Source snapshots,
    HeatSheets.Source heatMaps) {

  /// @param seconds from the run's first event to its last; 0 while there is none
  record Run(ShownRun shown, RunReading.Readable reading, double seconds) {
    String name() {
      return shown.label();
    }
  }

  ReportSource {
    runs = List.copyOf(runs);
    curves = List.copyOf(curves);
  }

  /// Takes what the page shows; called on the JavaFX thread.
  static ReportSource of(
      CompareModel.Comparison comparison,
      LiveModel live,
      Snapshots.Source snapshots,
      HeatSheets.Source heatMaps) {
    List<Run> runs = new ArrayList<>();
    for (RunEntry entry : comparison.runs()) {
      ShownRun shown =
          live.runs().stream()
              .filter(run -> run.folder().equals(entry.folder()))
              .findFirst()
              .orElseGet(() -> new ShownRun(entry.folder(), entry.label(), entry.colour()));
      entry
          .readable()
          .ifPresent(reading -> runs.add(new Run(shown, reading, seconds(live, shown))));
    }
    return new ReportSource(
        Instant.now(), comparison, runs, ShownCurves.of(live), snapshots, heatMaps);
  }

  private static double seconds(LiveModel live, ShownRun shown) {
    return live.scalarsProperty().get().stream()
        .filter(scalars -> scalars.run().folder().equals(shown.folder()))
        .map(scalars -> scalars.scalars(Tags.TRAIN_LOSS))
        .mapToDouble(loss -> loss.secondsAt(loss.lastStep()))
        .findFirst()
        .orElse(0);
  }
}
