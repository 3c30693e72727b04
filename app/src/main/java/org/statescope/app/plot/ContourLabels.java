package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds a place for the words of each level line where no others stand: just outside its top if
/// that is free, else outside one of its other ends.
final class ContourLabels {
  private static final double[][] DIRECTIONS = {
    {0, -1}, {1, 0}, {-1, 0}, {0, 1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}
  };

  private ContourLabels() {}

  /// Words and the middle of their place, in pixels of the data area.
  record Place(String words, double x, double y) {
    boolean overlaps(Place other, double width, double height) {
      return Math.abs(x - other.x) < width && Math.abs(y - other.y) < height;
    }
  }

  /// @param area the size of the data area
  /// @param width, height what words need
  static List<Place> of(
      PoleContours contours,
      PoleLayer.Mapping mapping,
      Rectangle2D area,
      double width,
      double height) {
    Rectangle2D room =
        new Rectangle2D.Double(
            width / 2, height / 2, area.getWidth() - width, area.getHeight() - height);
    List<Place> places = new ArrayList<>();
    for (PoleContours.Level level : contours.levels()) {
      for (double[] direction : DIRECTIONS) {
        Optional<Place> place =
            furthest(level, mapping, direction, room)
                .map(
                    end ->
                        new Place(
                            end.words,
                            Math.clamp(
                                end.x + direction[0] * width / 2, room.getMinX(), room.getMaxX()),
                            Math.clamp(
                                end.y + direction[1] * height / 2,
                                room.getMinY(),
                                room.getMaxY())));
        if (place.isPresent()
            && places.stream().noneMatch(other -> other.overlaps(place.get(), width, height))) {
          places.add(place.get());
          break;
        }
      }
    }
    return places;
  }

  /// The middle of the piece that lies furthest in a direction, of those within the room.
  private static Optional<Place> furthest(
      PoleContours.Level level, PoleLayer.Mapping mapping, double[] direction, Rectangle2D room) {
    double best = Double.NEGATIVE_INFINITY;
    Optional<Place> found = Optional.empty();
    double[] ends = level.segments();
    for (int i = 0; i < ends.length; i += 4) {
      double x = mapping.x((ends[i] + ends[i + 2]) / 2);
      double y = mapping.y((ends[i + 1] + ends[i + 3]) / 2);
      double distance = direction[0] * x + direction[1] * y;
      if (distance > best && room.contains(x, y)) {
        best = distance;
        found = Optional.of(new Place(level.words(), x, y));
      }
    }
    return found;
  }
}
