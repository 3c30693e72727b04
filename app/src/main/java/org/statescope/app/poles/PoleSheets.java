package org.statescope.app.poles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleSheet;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// The pole maps of one run at one step, for paper: the s-plane and the z-plane, coloured by layer.
///
/// @param step of the snapshot; empty where the run has none at or before the step asked for
/// @param figures the two planes; none without a snapshot
/// @param notes what the maps do not show, as sentences
public record PoleSheets(
    ShownRun run, OptionalLong step, List<Figure> figures, List<String> notes) {
  public PoleSheets {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /// Reads the last snapshot at or before the step; not on the JavaFX thread.
  ///
  /// @param width, height of each map in pixels
  public static PoleSheets read(
      Snapshots snapshots, ShownRun run, long step, double width, double height)
      throws IOException {
    Optional<Long> at =
        snapshots.steps().stream().filter(each -> each <= step).reduce((earlier, later) -> later);
    if (at.isEmpty()) {
      return new PoleSheets(run, OptionalLong.empty(), List.of(), List.of());
    }
    DynamicsSnapshot snapshot = snapshots.read(at.get());
    PoleLayout layout = PoleLayout.of(snapshot);
    PoleFrame now =
        PoleFrame.of(snapshot, layout, PoleTracker.initialOrder(layout), snapshots.network());
    RunFrames frames =
        new RunFrames(
            run, Optional.of(now), Optional.of(now), List.of(), List.of(), Optional.empty());
    PoleMapData data =
        new SceneBuilder(PoleFilter.ALL, ColourBy.LAYER, false, Optional.empty())
            .build(List.of(frames));
    List<Figure.Entry> legend = LayerLegend.of(layout.layers());
    PoleSheet s =
        PoleSheet.of(
            Texts.text("poles.s.title"),
            Plane.S,
            data.s(),
            legend,
            Texts.text("poles.s.real"),
            Texts.text("poles.s.imaginary"),
            new PoleTable(data),
            width,
            height);
    PoleSheet z =
        PoleSheet.of(
            Texts.text("poles.z.title"),
            Plane.Z,
            data.z(),
            legend,
            Texts.text("poles.z.real"),
            Texts.text("poles.z.imaginary"),
            new PoleTable(data),
            width,
            height);
    return new PoleSheets(
        run, OptionalLong.of(at.get()), List.of(s.figure(), z.figure()), notes(data, s, z));
  }

  private static List<String> notes(PoleMapData data, PoleSheet s, PoleSheet z) {
    List<String> notes = new ArrayList<>();
    if (data.leftOut() > 0) {
      notes.add(Texts.text("poles.left-out", data.leftOut()));
    }
    if (s.drawn() < s.poles() || z.drawn() < z.poles()) {
      notes.add(
          Texts.text(
              "poles.sheet.merged",
              PoleWords.count(s.poles()),
              PoleWords.count(s.drawn()),
              PoleWords.count(z.drawn())));
    }
    return notes;
  }
}
