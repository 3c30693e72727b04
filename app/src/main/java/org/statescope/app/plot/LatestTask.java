package org.statescope.app.plot;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs work in the background and hands its result to the foreground, one after the other: work
/// that is replaced before it started never runs, and results arrive in order. Starts at most once
/// per interval. Called on the foreground thread only.
public final class LatestTask {
  /// At most 20 deliveries a second reach the screen from one source.
  public static final Duration SCREEN_INTERVAL = Duration.ofMillis(50);

  private static final System.Logger LOG = System.getLogger(LatestTask.class.getName());

  private final ScheduledExecutorService background;
  private final Executor foreground;
  private final long intervalNanos;
  private @Nullable Job<?> waiting;
  private boolean busy;
  private boolean closed;
  private long earliestStart = System.nanoTime();

  public LatestTask(
      ScheduledExecutorService background, Executor foreground, Duration smallestInterval) {
    this.background = background;
    this.foreground = foreground;
    this.intervalNanos = smallestInterval.toNanos();
  }

  /// Replaces whatever has not started yet.
  public <T> void run(Supplier<T> work, Consumer<T> deliver) {
    waiting = new Job<>(work, deliver);
    startNext();
  }

  /// Nothing is delivered after this.
  public void close() {
    closed = true;
    waiting = null;
  }

  private void startNext() {
    if (busy || waiting == null || closed || background.isShutdown()) {
      return;
    }
    busy = true;
    long delay = Math.max(0, earliestStart - System.nanoTime());
    // What runs is chosen after the delay: it is then the newest.
    background.schedule(() -> foreground.execute(this::startWaiting), delay, TimeUnit.NANOSECONDS);
  }

  private void startWaiting() {
    Job<?> job = waiting;
    waiting = null;
    if (job == null || closed || background.isShutdown()) {
      busy = false;
      return;
    }
    earliestStart = System.nanoTime() + intervalNanos;
    background.execute(() -> foreground.execute(finish(job)));
  }

  private <T> Runnable finish(Job<T> job) {
    try {
      T result = job.work.get();
      return () -> {
        busy = false;
        // A newer request does not drop this result: under a steady stream nothing would ever show.
        if (!closed) {
          job.deliver.accept(result);
        }
        startNext();
      };
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a background task of the plots failed", e);
      return () -> {
        busy = false;
        startNext();
      };
    }
  }

  private record Job<T>(Supplier<T> work, Consumer<T> deliver) {}
}
