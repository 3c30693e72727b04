package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.HeatSheet;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;

/// The heat maps of several runs at one step, for paper: one quantity on one colour scale.
///
/// @param scale what is measured, and the colours with the values at their ends
/// @param maps one for each run that has systems at the step
/// @param notes what the maps do not show, as sentences
public record HeatSheets(Figure scale, List<Figure> maps, List<String> notes) {
  public HeatSheets {
    maps = List.copyOf(maps);
    notes = List.copyOf(notes);
  }

  /// What the page of the comparison shows, to be read while it goes on.
  public static final class Source {
    private final Quantity quantity;
    private final CensusTaker taker;

    Source(Quantity quantity, CensusTaker taker) {
      this.quantity = quantity;
      this.taker = taker;
    }

    /// Takes the census of each run at its last snapshot at or before the step; not on the JavaFX
    /// thread.
    ///
    /// @param width of each map in pixels
    /// @throws java.util.concurrent.CancellationException when it is told to stop
    public HeatSheets read(List<ShownRun> runs, long step, Progress progress, double width) {
      List<RunCensus> censuses = taker.take(runs, step, progress);
      HeatScale scale = HeatScale.of(quantity, censuses);
      List<Figure> maps = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      for (RunCensus census : censuses) {
        if (census.columns() > 0) {
          maps.add(map(census, quantity, scale, width));
        }
        String name = census.run().label() + ": ";
        if (census.problem().isPresent()) {
          notes.add(name + census.problem().get());
        } else if (census.columns() == 0) {
          notes.add(name + Texts.text("structure.noSnapshot"));
        }
      }
      return new HeatSheets(
          HeatSheet.scale(
              quantity.title(),
              scale.unitWords(),
              scale.worstWords(),
              scale.bestWords(),
              scale.brokenWords(),
              2 * width),
          maps,
          notes);
    }
  }

  private static Figure map(RunCensus census, Quantity quantity, HeatScale scale, double width) {
    return HeatSheet.of(
        RunHeatMap.title(census),
        RunHeatMap.scene(census, quantity, scale),
        RunHeatMap.columnTitle(census),
        Texts.text("structure.rows"),
        width,
        RunHeatMap.leastHeight(census) + 24);
  }
}
