package org.statescope.training.trainer;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.tensor.DeviceException;

/// What ended a training loop, in one sentence with the remedy.
final class FailureSentence {
  private FailureSentence() {}

  /// @param step updates made before
  static String of(Throwable failure, long step, RunFolder folder) {
    return switch (failure) {
      case UnstableRunException e -> e.sentence();
      case ArithmeticException e ->
          "Training failed at step %d (%s): %s, and a new run with a smaller --learning-rate may help."
              .formatted(step + 1, e.getMessage(), keptCheckpoint(folder));
      case IOException e -> of(e, folder.path());
      case InterruptedException _ -> "The training thread was interrupted.";
      case DeviceException e -> "After step %d: %s".formatted(step, e.getMessage());
      default ->
          "Training failed after step %d by %s; log.txt in %s has the details."
              .formatted(step, failure.getClass().getSimpleName(), folder.path());
    };
  }

  /// Which checkpoint a failed run can go on from, as a part of a sentence.
  static String keptCheckpoint(RunFolder folder) {
    try {
      return folder
          .latestCheckpoint()
          .map(last -> "the checkpoint of step %d is kept".formatted(last.step()))
          .orElse("there was no checkpoint yet");
    } catch (IOException e) {
      return "its checkpoints are untouched";
    }
  }

  static String of(IOException failure, Path runFolder) {
    if (failure instanceof RunFolderException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof NoSuchFileException && !RunFolder.isRunFolder(runFolder)) {
      return "The run folder %s was removed while the run trained: the run has ended."
          .formatted(runFolder);
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
