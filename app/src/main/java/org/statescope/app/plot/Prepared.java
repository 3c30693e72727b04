package org.statescope.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.data.Range;

/// A line plot made ready to draw: computed in the background from curves, drawn as it is.
///
/// @param strokes what is drawn, back to front
/// @param shades the bands of seeds behind them
/// @param extent x range of all points
/// @param values y range of the points that are visible
/// @param pointsPerPixel the most points that one pixel stands for, 1 when all are drawn
record Prepared(
    List<Stroke> strokes,
    List<Shade> shades,
    Optional<Range> extent,
    Optional<Range> values,
    double pointsPerPixel) {
  static final Prepared NOTHING =
      new Prepared(List.of(), List.of(), Optional.empty(), Optional.empty(), 1);

  /// One line to draw. `faint` is the raw curve behind its smoothed one, or a seed behind its mean.
  record Stroke(Curve curve, Envelope line, boolean faint) {}

  /// The area between two lines.
  record Shade(int colour, Envelope low, Envelope high) {}

  /// A curve and what is drawn of it in front: all its points, smoothed when it wants to be.
  record Smoothed(Curve curve, Points points) {
    static Smoothed of(Curve curve) {
      return new Smoothed(curve, Smoothing.exponential(curve.points(), curve.smoothing()));
    }
  }

  /// @param curves every point of every curve
  /// @param bands bands over some of the curves
  /// @param visible the x range that was zoomed to, everything when empty
  /// @param pixels columns of the data area
  /// @param logarithmic whether the y axis shows positive values only
  static Prepared of(
      List<Smoothed> curves,
      List<ReadyBand> bands,
      Optional<Range> visible,
      int pixels,
      boolean logarithmic) {
    Optional<Range> extent = extent(curves);
    if (extent.isEmpty()) {
      return NOTHING;
    }
    Range shown = visible.orElse(extent.get());
    List<Stroke> behind = new ArrayList<>();
    List<Stroke> front = new ArrayList<>();
    for (Smoothed smoothed : curves) {
      Curve curve = smoothed.curve();
      if (bands.stream().anyMatch(band -> band.isOver(curve))) {
        behind.add(stroke(curve, smoothed.points(), shown, pixels, logarithmic, true));
        continue;
      }
      if (curve.smoothing() > 0) {
        behind.add(stroke(curve, curve.points(), shown, pixels, logarithmic, true));
      }
      front.add(stroke(curve, smoothed.points(), shown, pixels, logarithmic, false));
    }
    List<Shade> shades = new ArrayList<>();
    for (ReadyBand band : bands) {
      Points mean = band.points().mean();
      front.add(stroke(band.meanCurve(), mean, shown, pixels, logarithmic, false));
      shades.add(shade(band, shown, pixels));
    }
    behind.addAll(front);
    double densest = behind.stream().mapToDouble(s -> s.line().pointsPerPixel()).max().orElse(1);
    return new Prepared(
        List.copyOf(behind), List.copyOf(shades), extent, values(behind, shown), densest);
  }

  private static Shade shade(ReadyBand band, Range shown, int pixels) {
    double from = shown.getLowerBound();
    double to = shown.getUpperBound();
    return new Shade(
        band.band().colour(),
        Envelope.of(band.points().low(), from, to, pixels, false),
        Envelope.of(band.points().high(), from, to, pixels, false));
  }

  private static Stroke stroke(
      Curve curve, Points points, Range shown, int pixels, boolean logarithmic, boolean faint) {
    Envelope line =
        Envelope.of(points, shown.getLowerBound(), shown.getUpperBound(), pixels, logarithmic);
    return new Stroke(curve, line, faint);
  }

  private static Optional<Range> extent(List<Smoothed> curves) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Smoothed curve : curves) {
      Points points = curve.points();
      if (points.size() > 0) {
        low = Math.min(low, points.x(0));
        high = Math.max(high, points.x(points.size() - 1));
      }
    }
    return low > high ? Optional.empty() : Optional.of(new Range(low, high));
  }

  private static Optional<Range> values(List<Stroke> strokes, Range shown) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Stroke stroke : strokes) {
      double[] x = stroke.line().x();
      double[] y = stroke.line().y();
      for (int i = 0; i < x.length; i++) {
        if (shown.contains(x[i])) {
          low = Math.min(low, y[i]);
          high = Math.max(high, y[i]);
        }
      }
    }
    return low > high ? Optional.empty() : Optional.of(new Range(low, high));
  }
}
