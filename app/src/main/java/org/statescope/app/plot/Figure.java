package org.statescope.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A plot as it was at one moment, immutable: enough to draw it elsewhere, on any thread and on any
/// Graphics2D, and its numbers.
///
/// @param title what the plot shows
/// @param legend what its colours say, empty where they need no words
/// @param width of the chart itself in pixels
/// @param height of the chart itself in pixels
/// @param drawing the chart, without title and legend
/// @param numbers every point behind it, also those that were thinned away on the screen
public record Figure(
    String title,
    List<Entry> legend,
    double width,
    double height,
    Drawing drawing,
    FigureTable numbers) {
  public Figure {
    legend = List.copyOf(legend);
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException(
          "a figure needs an area, but it is " + width + " wide and " + height + " high");
    }
  }

  /// One entry of the legend.
  public record Entry(String words, java.awt.Color colour) {
    /// The entry of a run, in the colour that it has on paper.
    public static Entry ofRun(String words, int colour) {
      return new Entry(words, Colours.awt(ChartColours.LIGHT.series(colour)));
    }

    /// The entry of a place along the ordered colours, 0 … 1.
    public static Entry ofScale(String words, double position) {
      return new Entry(words, Colours.awt(ChartColours.LIGHT.scale(position)));
    }

    /// Words beside the legend's colours.
    public static Entry plain(String words) {
      return new Entry(words, Colours.awt(ChartColours.LIGHT.axis()));
    }
  }

  /// Draws the chart into an area.
  @FunctionalInterface
  public interface Drawing {
    void draw(Graphics2D g, Rectangle2D area);
  }
}
