package org.statescope.app.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.statescope.training.run.RunConfiguration;

/// One run of the workspace. Properties belong to the JavaFX thread.
public final class RunEntry {
  private final Path folder;
  private final int colour;
  private final Instant started;
  private final ReadOnlyObjectWrapper<RunReading> reading;
  private final BooleanProperty ticked = new SimpleBooleanProperty();

  RunEntry(Path folder, int colour, Instant started, RunReading reading) {
    this.folder = folder;
    this.colour = colour;
    this.started = started;
    this.reading = new ReadOnlyObjectWrapper<>(reading);
  }

  /// The run folder, which is the run's identity.
  public Path folder() {
    return folder;
  }

  /// Number of the run's colour, the same for as long as the run is known.
  public int colour() {
    return colour;
  }

  /// When the run was created; for a folder that did not read, when it was found.
  public Instant started() {
    return started;
  }

  public ReadOnlyObjectProperty<RunReading> readingProperty() {
    return reading.getReadOnlyProperty();
  }

  public RunReading reading() {
    return reading.get();
  }

  public Standing standing() {
    return reading.get().standing();
  }

  /// Whether the user shows the run in plots and tables.
  public BooleanProperty tickedProperty() {
    return ticked;
  }

  public boolean isTicked() {
    return ticked.get();
  }

  public Optional<RunReading.Readable> readable() {
    return reading.get() instanceof RunReading.Readable readable
        ? Optional.of(readable)
        : Optional.empty();
  }

  public Optional<RunConfiguration> configuration() {
    return readable().map(readable -> readable.manifest().configuration());
  }

  /// What to call the run: its name, or its folder's while it does not read.
  public String label() {
    return configuration()
        .map(RunConfiguration::name)
        .orElseGet(() -> folder.getFileName().toString());
  }

  /// The last step done; 0 while unknown.
  public long lastStep() {
    return readable().map(readable -> readable.status().lastStep()).orElse(0L);
  }

  void update(RunReading newReading) {
    reading.set(newReading);
  }

  @Override
  public String toString() {
    return label();
  }
}
