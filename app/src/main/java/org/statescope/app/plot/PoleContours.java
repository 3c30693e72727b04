package org.statescope.app.plot;

import java.util.List;

/// Level lines over a pole map.
///
/// @param levels from the outermost to the innermost
public record PoleContours(List<Level> levels) {
  public static final PoleContours NONE = new PoleContours(List.of());

  public PoleContours {
    levels = List.copyOf(levels);
  }

  /// One line, in pieces.
  ///
  /// @param words what stands beside it
  /// @param segments of the line: real and imaginary part of one end and of the other, piece after
  ///   piece
  public record Level(String words, double[] segments) {
    public Level {
      if (segments.length % 4 != 0) {
        throw new IllegalArgumentException(
            segments.length + " numbers are no whole number of pieces, which have four each");
      }
    }

    public int size() {
      return segments.length / 4;
    }
  }
}
