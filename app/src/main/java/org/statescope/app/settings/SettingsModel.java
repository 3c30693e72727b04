package org.statescope.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the user chose for the next start: where new runs go, and the size of everything.
public final class SettingsModel {
  private static final List<Integer> SCALES = List.of(100, 125, 150, 175, 200);

  private final ObjectProperty<Optional<Path>> runsFolder;
  private final ObjectProperty<Optional<Integer>> scale;

  public SettingsModel(Optional<Path> runsFolder, Optional<Integer> scale) {
    this.runsFolder = new SimpleObjectProperty<>(runsFolder);
    this.scale = new SimpleObjectProperty<>(scale.filter(SCALES::contains));
  }

  /// Where new runs go when nobody chose a folder.
  public static Path usualRunsFolder() {
    return Path.of(System.getProperty("user.home"), "Statescope", "runs");
  }

  /// The sizes on offer, in percent of 96 dots per inch.
  public static List<Integer> scales() {
    return SCALES;
  }

  /// Absent for the usual place.
  public Optional<Path> runsFolder() {
    return runsFolder.get();
  }

  public ObjectProperty<Optional<Path>> runsFolderProperty() {
    return runsFolder;
  }

  /// Absent for the system's.
  public Optional<Integer> scale() {
    return scale.get();
  }

  public ObjectProperty<Optional<Integer>> scaleProperty() {
    return scale;
  }
}
