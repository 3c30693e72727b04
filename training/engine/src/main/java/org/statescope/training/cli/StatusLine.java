package org.statescope.training.cli;

import java.io.Console;
import java.io.PrintWriter;

/// A line that is told again and again: on a terminal it is written over in place, in a file or
/// pipe a new one comes every few seconds.
final class StatusLine {
  private static final long TERMINAL_NANOS = 100_000_000L;
  private static final long FILE_NANOS = 10_000_000_000L;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;

  private final PrintWriter out;
  private final boolean terminal;
  private long lastShown;
  private boolean shownBefore;
  private int lastWidth;

  StatusLine(PrintWriter out) {
    this.out = out;
    Console console = System.console();
    terminal = console != null && console.isTerminal();
  }

  /// Whether it is time for another line.
  boolean isDue() {
    long interval = terminal ? TERMINAL_NANOS : FILE_NANOS;
    return !shownBefore || System.nanoTime() - lastShown >= interval;
  }

  void show(String line) {
    shownBefore = true;
    lastShown = System.nanoTime();
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, lastWidth - line.length())));
      lastWidth = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  /// What comes next begins on a line of its own.
  void end() {
    if (terminal && shownBefore) {
      out.println();
    }
    shownBefore = false;
    lastWidth = 0;
    out.flush();
  }

  /// `3 min 07 s`, or `2 h 05 min`.
  static String duration(double exactSeconds) {
    long seconds = Math.round(exactSeconds);
    return seconds >= SECONDS_PER_HOUR
        ? "%d h %02d min"
            .formatted(seconds / SECONDS_PER_HOUR, seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE)
        : "%d min %02d s".formatted(seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE);
  }
}
