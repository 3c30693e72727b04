package org.statescope.app.queue;

import java.nio.file.Path;

/// A run that waits for its device.
///
/// @param folder its run folder, in which nothing was trained yet
/// @param device as the run names it, `cpu` or `cuda:0`
/// @param threads to compute with; [#ALL_THREADS] leaves it to the trainer
public record QueuedRun(Path folder, String device, int threads) {
  public static final int ALL_THREADS = 0;

  public QueuedRun {
    if (device.isBlank()) {
      throw new IllegalArgumentException("The queued run " + folder + " names no device.");
    }
    if (threads < 0) {
      throw new IllegalArgumentException(
          "The queued run %s cannot compute with %d threads.".formatted(folder, threads));
    }
  }
}
