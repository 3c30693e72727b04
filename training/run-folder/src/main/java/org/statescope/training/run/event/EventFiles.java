package org.statescope.training.run.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The event files of a run folder: `events.out.tfevents.<seconds>.<host>.<pid>.<sequence>`, whose
/// names sort by start.
final class EventFiles {
  private static final String PREFIX = "events.out.tfevents.";

  private EventFiles() {}

  /// Oldest first.
  static List<Path> in(Path runFolder) throws IOException {
    try (Stream<Path> files = Files.list(runFolder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .sorted()
          .toList();
    }
  }

  /// A name that sorts behind all names in the folder, also if the clock went back.
  static Path next(Path runFolder, long seconds, String host, long pid) throws IOException {
    List<Path> present = in(runFolder);
    long start = seconds;
    if (!present.isEmpty()) {
      start = Math.max(seconds, secondsOf(present.getLast()) + 1);
    }
    String legalHost = host.replaceAll("[^A-Za-z0-9_-]", "-");
    return runFolder.resolve("%s%010d.%s.%d.0".formatted(PREFIX, start, legalHost, pid));
  }

  private static long secondsOf(Path file) {
    String rest = file.getFileName().toString().substring(PREFIX.length());
    int dot = rest.indexOf('.');
    try {
      return Long.parseLong(dot < 0 ? rest : rest.substring(0, dot));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
