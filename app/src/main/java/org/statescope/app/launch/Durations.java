package org.statescope.app.launch;

import java.util.Locale;
import org.statescope.app.texts.Texts;

/// Spans of time in as few words as they deserve.
final class Durations {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 24 * HOUR;

  private Durations() {}

  /// `40 s`, `12 min`, `3.5 h` or `2.1 days`.
  static String words(double seconds) {
    if (seconds < MINUTE) {
      return Texts.text("launch.duration.seconds", Math.max(1, Math.round(seconds)));
    }
    if (seconds < HOUR) {
      return Texts.text("launch.duration.minutes", Math.round(seconds / MINUTE));
    }
    return seconds < DAY
        ? Texts.text("launch.duration.hours", tenths(seconds / HOUR))
        : Texts.text("launch.duration.days", tenths(seconds / DAY));
  }

  private static String tenths(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
