package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Turns Ctrl-C and SIGTERM into a stop with a checkpoint: the virtual machine waits, in a shutdown
/// hook, until the trainer has ended.
final class Interruption implements AutoCloseable {
  /// A trainer that takes longer to end is left to its fate: its last checkpoint is on disk.
  private static final long PATIENCE_SECONDS = 120;

  private final PrintWriter out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("interruption").unstarted(this::stop);
  private @Nullable Runnable stop;
  private boolean happened;

  private Interruption(PrintWriter out) {
    this.out = out;
  }

  static Interruption watch(PrintWriter out) {
    Interruption interruption = new Interruption(out);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// From now on an interruption asks for this stop; at once if it came before.
  synchronized void stops(Runnable requestStop) {
    stop = requestStop;
    if (happened) {
      requestStop.run();
    }
  }

  synchronized boolean happened() {
    return happened;
  }

  private void stop() {
    boolean trains;
    synchronized (this) {
      happened = true;
      trains = stop != null;
      if (stop != null) {
        stop.run();
      }
    }
    out.printf(
        trains
            ? "%nStopping after this step, with a checkpoint.%n"
            : "%nStopping before the first step.%n");
    out.flush();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        out.println("The trainer did not end in time; its last checkpoint is complete.");
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!happened()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
