package org.statescope.app.window;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.statescope.app.poles.CrossingMark;
import org.statescope.app.poles.CrossingMarks;

/// Small marks along a track of steps: above it where poles lost a margin, below it where they won
/// it back; longer ones stand for several. Takes no mouse: what lies under it does.
final class CrossingTicks extends Region {
  /// Marks nearer than this, in pixels, become one.
  static final double APART = 5;

  /// How near the pointer must be to a mark, in pixels.
  private static final double NEAR = 4;

  private static final double GAP = 3;
  private static final double SHORT = 4;
  private static final double LONG = 7;

  private final Path outward = path("outward");
  private final Path inward = path("inward");
  private CrossingMarks marks = CrossingMarks.NONE;
  private List<CrossingMark> drawn = List.of();
  private long newest;
  private double start;
  private double length;

  CrossingTicks() {
    setId("scrubber-crossings");
    getStyleClass().add("crossing-ticks");
    setMouseTransparent(true);
    getChildren().addAll(outward, inward);
  }

  private static Path path(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    return path;
  }

  void show(CrossingMarks marks, long newest) {
    this.marks = marks;
    this.newest = newest;
    requestLayout();
  }

  /// Where step 0 and the newest step are.
  void setTrack(double start, double length) {
    this.start = start;
    this.length = length;
    requestLayout();
  }

  /// The mark at a place, if one is near.
  Optional<CrossingMark> at(double x) {
    return drawn.stream()
        .filter(mark -> Math.abs(place(mark) - x) <= NEAR)
        .min(Comparator.comparingDouble(mark -> Math.abs(place(mark) - x)));
  }

  List<CrossingMark> drawn() {
    return drawn;
  }

  private double place(CrossingMark mark) {
    return start + length * Math.min(1, mark.last() / (double) Math.max(1, newest));
  }

  @Override
  protected void layoutChildren() {
    drawn = length <= 0 ? List.of() : marks.thinned(newest, Math.max(1, (int) (length / APART)));
    outward.getElements().clear();
    inward.getElements().clear();
    double middle = getHeight() / 2;
    for (CrossingMark mark : drawn) {
      double x = Math.floor(place(mark)) + 0.5;
      if (mark.outward() > 0) {
        tick(outward, x, middle - GAP, -reach(mark.outward()));
      }
      if (mark.inward() > 0) {
        tick(inward, x, middle + GAP, reach(mark.inward()));
      }
    }
  }

  private static double reach(int count) {
    return count > 1 ? LONG : SHORT;
  }

  private static void tick(Path path, double x, double from, double reach) {
    path.getElements().addAll(new MoveTo(x, from), new LineTo(x, from + reach));
  }
}
