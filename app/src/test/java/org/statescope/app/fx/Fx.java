package org.statescope.app.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// JavaFX on its headless platform for tests: starts the toolkit once and runs code on its thread.
public final class Fx {
  private static boolean started;

  private Fx() {}

  public static synchronized void start() {
    if (!started) {
      CompletableFuture<Void> up = new CompletableFuture<>();
      Platform.startup(() -> up.complete(null));
      up.join();
      Platform.setImplicitExit(false);
      started = true;
    }
  }

  /// Runs on the JavaFX thread and waits for the result; at once where this is that thread.
  public static <T> T on(Callable<T> code) {
    start();
    if (Platform.isFxApplicationThread()) {
      try {
        return code.call();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(code.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result.orTimeout(60, TimeUnit.SECONDS).join();
  }

  public static void run(Runnable code) {
    on(
        () -> {
          code.run();
          return true;
        });
  }

  /// Asks on the JavaFX thread until it is so; fails with the description after the given time.
  public static void waitUntil(String description, int seconds, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!on(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + seconds + " s: " + description);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
