package org.statescope.app.plot;

/// How long plots may draw one after the other before the rest wait for a turn of their own, so
/// that a layout which changes the size of many holds nobody up. JavaFX thread only.
final class PaintTurn {
  private static final long MOST_NANOSECONDS = 20_000_000;
  private static final long GAP_NANOSECONDS = 4_000_000;

  private boolean begun;
  private long start;
  private long end;

  /// Whether one more may be drawn at once.
  ///
  /// @param now in nanoseconds
  boolean hasTime(long now) {
    if (!begun || now - end > GAP_NANOSECONDS) {
      begun = true;
      start = now;
    }
    end = now;
    return now - start < MOST_NANOSECONDS;
  }

  /// Told when one has been drawn.
  void drawn(long now) {
    end = now;
  }
}
