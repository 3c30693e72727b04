package org.statescope.app.workspace;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for run folders and at what they say, on one thread.
///
/// The system's watch service tells of new folders at once; because it is silent on network file
/// systems, everything is also looked at by itself: live runs at every beat, the rest at every
/// tenth.
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
  private static final long BEAT_MILLISECONDS = 300;
  private static final int SLOW_BEATS = 10;

  private final Consumer<Map<Path, RunReading>> sink;
  private final Set<Path> opened = new LinkedHashSet<>();
  private final Set<Path> forgotten = new HashSet<>();
  private final Map<Path, RunFollower> followers = new LinkedHashMap<>();
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-folders").factory());
  private final @Nullable WatchService system = systemWatch();
  private int beat;

  /// @param sink gets what changed, on the watching thread
  FolderWatch(Consumer<Map<Path, RunReading>> sink) {
    this.sink = sink;
  }

  void open(Path folder) {
    thread.execute(
        () -> {
          opened.add(folder);
          forgotten.removeIf(run -> run.startsWith(folder));
        });
  }

  void forget(Path folder) {
    thread.execute(
        () -> {
          opened.remove(folder);
          forgotten.add(folder);
          RunFollower follower = followers.remove(folder);
          if (follower != null) {
            follower.close();
          }
        });
  }

  void start() {
    thread.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      boolean slowBeat = beat++ % SLOW_BEATS == 0;
      if (slowBeat) {
        watchOpened();
      }
      if (slowBeat | systemTells()) {
        scan();
      }
      poll(slowBeat);
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("Looking at the run folders failed", e);
    }
  }

  /// Looks at everything once and waits for it.
  void pollEverything() {
    CompletableFuture.runAsync(
            () -> {
              scan();
              poll(true);
            },
            thread)
        .join();
  }

  private void scan() {
    for (Path folder : opened) {
      for (Path run : FolderScan.runsOf(folder)) {
        if (!forgotten.contains(run)) {
          followers.computeIfAbsent(run, RunFollower::new);
        }
      }
    }
  }

  private void poll(boolean everything) {
    Map<Path, RunReading> changed = new LinkedHashMap<>();
    for (RunFollower follower : followers.values()) {
      if (everything || follower.isOpen()) {
        follower.poll().ifPresent(reading -> changed.put(follower.folder(), reading));
      }
    }
    if (!changed.isEmpty()) {
      sink.accept(changed);
    }
  }

  private void watchOpened() {
    if (system == null) {
      return;
    }
    watched.values().removeIf(key -> !key.isValid());
    Set<Path> missing = new HashSet<>(opened);
    missing.removeAll(watched.keySet());
    for (Path folder : missing) {
      try {
        if (Files.isDirectory(folder)) {
          watched.put(folder, folder.register(system, StandardWatchEventKinds.ENTRY_CREATE));
        }
      } catch (IOException e) {
        LOG.info("{} is looked at without the system's help", folder, e);
      }
    }
  }

  private boolean systemTells() {
    boolean told = false;
    try {
      for (WatchKey key = next(); key != null; key = next()) {
        told |= !key.pollEvents().isEmpty();
        key.reset();
      }
    } catch (ClosedWatchServiceException e) {
      return false;
    }
    return told;
  }

  private @Nullable WatchKey next() {
    return system == null ? null : system.poll();
  }

  private static @Nullable WatchService systemWatch() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("The system does not watch folders", e);
      return null;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (system != null) {
        system.close();
      }
    } catch (IOException e) {
      LOG.info("The system's watch did not close", e);
    }
  }
}
