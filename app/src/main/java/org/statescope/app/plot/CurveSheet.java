package org.statescope.app.plot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.data.Range;

/// Curves made ready for paper without a plot in a window: every point of every curve is smoothed,
/// then thinned to the columns of the figure. Any thread.
///
/// @param figure the curves over their whole extent, with their legend
/// @param pointsPerPixel how many points one column stands for where they are densest; 1 when every
///   point is drawn
public record CurveSheet(Figure figure, double pointsPerPixel) {

  /// @param bands bands over some of the curves, which then stay faintly behind
  /// @param logarithmic whether the y axis is; values that are not positive are left out then
  /// @return empty where no curve has a point
  public static Optional<CurveSheet> of(
      String title,
      List<Curve> curves,
      List<SeedBand> bands,
      String xLabel,
      boolean logarithmic,
      double width,
      double height) {
    List<Prepared.Smoothed> all = curves.stream().map(Prepared.Smoothed::of).toList();
    List<ReadyBand> ready = bands.stream().map(band -> ReadyBand.of(band, all)).toList();
    int columns = (int) ChartStyle.dataWidth(width, PlotPane.VERTICAL_AXIS_ROOM);
    Prepared prepared = Prepared.of(all, ready, Optional.empty(), columns, logarithmic);
    if (prepared.extent().isEmpty()) {
      return Optional.empty();
    }
    List<Prepared.Smoothed> means =
        ready.stream()
            .map(band -> new Prepared.Smoothed(band.meanCurve(), band.points().mean()))
            .toList();
    List<Prepared.Smoothed> inFront =
        Stream.concat(
                all.stream()
                    .filter(each -> ready.stream().noneMatch(band -> band.isOver(each.curve()))),
                means.stream())
            .toList();
    Range values = Ranges.padded(prepared.values().orElse(Ranges.unit(logarithmic)), logarithmic);
    Figure figure =
        new Figure(
            title,
            LineFigure.legend(inFront),
            width,
            height,
            new LineFigure(
                prepared,
                Ranges.widened(prepared.extent().orElseThrow()),
                values,
                logarithmic,
                xLabel,
                false),
            new LineFigure.Numbers(
                Stream.concat(all.stream(), means.stream()).toList(), xLabel, false));
    return Optional.of(new CurveSheet(figure, prepared.pointsPerPixel()));
  }
}
