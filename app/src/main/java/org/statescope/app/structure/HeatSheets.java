package org.statescope.app.structure;

import java.util.List;
import java.util.stream.Stream;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.HeatSheet;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;

/// The heat maps of several runs at one step, for paper: each quantity on one colour scale.
///
/// @param quantities in the order they were asked for; empty where no run has systems at the step
/// @param notes what the maps do not show, as sentences
public record HeatSheets(List<OfQuantity> quantities, List<String> notes) {
  public HeatSheets {
    quantities = List.copyOf(quantities);
    notes = List.copyOf(notes);
  }

  /// @param scale what is measured, and the colours with the values at their ends
  /// @param maps one for each run that has systems at the step
  public record OfQuantity(String title, Figure scale, List<Figure> maps) {
    public OfQuantity {
      maps = List.copyOf(maps);
    }
  }

  /// What the page of the comparison shows, to be read while it goes on.
  public static final class Source {
    private final List<Quantity> quantities;
    private final CensusTaker taker;

    Source(List<Quantity> quantities, CensusTaker taker) {
      this.quantities = List.copyOf(quantities);
      this.taker = taker;
    }

    /// Whether nothing is to be drawn.
    public boolean isEmpty() {
      return quantities.isEmpty();
    }

    /// Takes the census of each run at its last snapshot at or before the step, once for all
    /// quantities; not on the JavaFX thread.
    ///
    /// @param width of each map in pixels
    /// @throws java.util.concurrent.CancellationException when it is told to stop
    public HeatSheets read(List<ShownRun> runs, long step, Progress progress, double width) {
      List<RunCensus> censuses = taker.take(runs, step, progress);
      List<RunCensus> known = censuses.stream().filter(run -> run.columns() > 0).toList();
      return new HeatSheets(
          known.isEmpty()
              ? List.of()
              : quantities.stream().map(each -> sheets(each, known, width)).toList(),
          censuses.stream().flatMap(HeatSheets::note).toList());
    }
  }

  private static Stream<String> note(RunCensus census) {
    String name = census.run().label() + ": ";
    if (census.problem().isPresent()) {
      return Stream.of(name + census.problem().get());
    }
    return census.columns() == 0
        ? Stream.of(name + Texts.text("structure.noSnapshot"))
        : Stream.empty();
  }

  private static OfQuantity sheets(Quantity quantity, List<RunCensus> runs, double width) {
    HeatScale scale = HeatScale.of(quantity, runs);
    return new OfQuantity(
        quantity.title(),
        HeatSheet.scale(
            quantity.title(),
            scale.unitWords(),
            scale.worstWords(),
            scale.bestWords(),
            scale.brokenWords(),
            2 * width),
        runs.stream().map(run -> map(run, quantity, scale, width)).toList());
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
