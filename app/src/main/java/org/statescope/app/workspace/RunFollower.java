package org.statescope.app.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.RunManifest;
import org.statescope.training.run.RunStatus;
import org.statescope.training.run.event.Event;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.ScalarSeries;

/// Follows one run folder from the workspace's thread. A folder that does not read becomes a
/// sentence, and is tried again.
final class RunFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFollower.class);

  private final Path folder;
  private final EventHistory history;
  private Map<String, Curve> curves = Map.of();
  private @Nullable RunReading last;

  RunFollower(Path folder) {
    this.folder = folder;
    this.history = new EventHistory(folder);
  }

  Path folder() {
    return folder;
  }

  /// Whether the run can change by itself soon, and deserves a look at every beat.
  boolean isOpen() {
    return last == null || last.standing().isOpen();
  }

  /// Reads what is new; empty if nothing is.
  Optional<RunReading> poll() {
    RunReading reading = read();
    if (reading.equals(last)) {
      return Optional.empty();
    }
    last = reading;
    return Optional.of(reading);
  }

  private RunReading read() {
    try {
      return readFolder();
    } catch (IOException | UncheckedIOException e) {
      if (!(last instanceof RunReading.Unreadable)) {
        LOG.info("{} does not read", folder, e);
      }
      return new RunReading.Unreadable(sentence(e));
    }
  }

  private RunReading readFolder() throws IOException {
    RunFolder run = RunFolder.open(folder);
    RunManifest manifest = run.manifest();
    // The process is asked after the status is read: a run that ends in between is not called dead.
    RunStatus status = run.status();
    Standing standing = Standing.of(status);
    if (standing == Standing.CRASHED) {
      status = run.status();
      standing = Standing.of(status);
    }
    if (history.poll()) {
      curves = snapshot();
    }
    List<String> damages = history.damages().stream().map(Event.Damaged::sentence).toList();
    return new RunReading.Readable(
        manifest, status, standing, run.pendingCommands(), curves, damages);
  }

  private Map<String, Curve> snapshot() {
    Map<String, Curve> copies = new LinkedHashMap<>();
    for (Map.Entry<String, ScalarSeries> entry : history.all().entrySet()) {
      ScalarSeries series = entry.getValue();
      copies.put(entry.getKey(), new Curve(series.view()));
    }
    return Map.copyOf(copies);
  }

  private String sentence(Exception failure) {
    Throwable cause =
        failure instanceof UncheckedIOException
            ? Objects.requireNonNullElse(failure.getCause(), failure)
            : failure;
    if (!Files.exists(folder)) {
      return "The run folder " + folder + " is gone: put it back, or remove the run from the list.";
    }
    if (cause instanceof AccessDeniedException
        || !Files.isReadable(folder)
        || !Files.isExecutable(folder)) {
      return "The run folder "
          + folder
          + " may not be read by you: ask its owner for read permission.";
    }
    if (cause instanceof RunFolderException) {
      return String.valueOf(cause.getMessage());
    }
    return "The run folder " + folder + " could not be read: " + cause.getMessage() + ".";
  }

  @Override
  public void close() {
    try {
      history.close();
    } catch (IOException e) {
      LOG.info("{} did not close", folder, e);
    }
  }
}
