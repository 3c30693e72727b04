package org.statescope.app.plot;

import java.util.function.LongToDoubleFunction;

/// One curve of a line plot.
///
/// @param label what the read-outs and the legend call it
/// @param quantity the name of what it measures, the same for all runs
/// @param colour index into [ChartColours#series]
/// @param style how it is drawn
/// @param points its points
/// @param smoothing weight of [Smoothing#exponential]; above 0 the raw curve stays faintly behind
/// @param position where a training step lies on this curve's x axis
public record Curve(
    String label,
    String quantity,
    int colour,
    Style style,
    Points points,
    double smoothing,
    LongToDoubleFunction position) {

  /// How a curve is drawn.
  public enum Style {
    /// A plain line.
    LINE,
    /// A plain line, faint: what the others are compared to.
    FAINT,
    /// A line with a mark at every point, for values that are measured now and then.
    MARKED
  }
}
