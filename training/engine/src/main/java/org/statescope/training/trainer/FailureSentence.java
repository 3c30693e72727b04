package org.statescope.training.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.statescope.training.run.RunFolderException;

/// What went wrong while writing a run, in one sentence with the remedy.
final class FailureSentence {
  private FailureSentence() {}

  static String of(IOException failure, Path runFolder) {
    if (failure instanceof RunFolderException) {
      return String.valueOf(failure.getMessage());
    }
    String cause = String.valueOf(failure.getMessage());
    if (isDiskFull(cause)) {
      return "The disk that holds %s is full: free some space, then run: statescope resume %s"
          .formatted(runFolder, runFolder);
    }
    return "The run folder %s could not be written (%s): put that right, then run: statescope resume %s"
        .formatted(runFolder, cause.replaceAll("\\s+", " "), runFolder);
  }

  /// Java has no type for a full disk: the system's words are all there is (Linux and macOS, quota,
  /// Windows).
  private static boolean isDiskFull(String cause) {
    String words = cause.toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("quota exceeded")
        || words.contains("not enough space");
  }
}
