package org.statescope.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.poles.RememberedPoles;
import org.statescope.app.settings.Settings;
import org.statescope.app.settings.SettingsFile;
import org.statescope.app.settings.SettingsModel;
import org.statescope.app.theme.ThemeChoice;
import org.statescope.app.window.LabModels;
import org.statescope.app.window.LabWindow;
import org.statescope.app.window.Page;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.Workspace;

/// Carries what is remembered from the settings into the models, and back when something changes.
final class Memory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
  private static final double LEAST_VISIBLE = 100;

  private final SettingsFile file;
  private final Settings settings;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("memory").factory());
  private Settings remembered;

  Memory(SettingsFile file) {
    this.file = file;
    this.settings = file.read();
    this.remembered = settings;
  }

  RunColours colours() {
    RunColours colours = new RunColours();
    settings.colours().forEach((folder, colour) -> colours.remember(Path.of(folder), colour));
    return colours;
  }

  List<Path> ticked() {
    return settings.ticked().stream().map(Path::of).toList();
  }

  List<Path> openFolders() {
    return settings.openFolders().stream().map(Path::of).toList();
  }

  List<Path> recent() {
    return settings.recent().stream().map(Path::of).toList();
  }

  Optional<Path> exportFolder() {
    return settings.exportFolder().map(Path::of);
  }

  Map<String, String> launch() {
    return settings.launch().orElse(Map.of());
  }

  SettingsModel settings() {
    return new SettingsModel(settings.runsFolder().map(Path::of), settings.scale());
  }

  Map<String, String> designs() {
    return settings.designs().orElse(Map.of());
  }

  /// Gives the pole maps the filter they had, and says what was seen of their alarms.
  void restore(PolesModel poles) {
    Map<String, String> words = settings.poles().orElse(Map.of());
    poles.filterProperty().set(RememberedPoles.filter(words));
    poles.alarms().boundaryProperty().set(RememberedPoles.boundary(words));
    poles.alarms().remember(RememberedPoles.seen(words));
  }

  ThemeChoice theme() {
    for (ThemeChoice choice : ThemeChoice.values()) {
      if (choice.name().equals(settings.theme())) {
        return choice;
      }
    }
    return ThemeChoice.SYSTEM;
  }

  void restore(Stage stage, LabWindow window) {
    Settings.Window place = settings.window();
    stage.setWidth(place.width());
    stage.setHeight(place.height());
    if (isOnAScreen(place)) {
      stage.setX(place.x());
      stage.setY(place.y());
    }
    stage.setMaximized(place.maximized());
    window.pageProperty().set(Page.ofKey(settings.page()));
    window.setRunListWidth(settings.runListWidth());
  }

  private static boolean isOnAScreen(Settings.Window place) {
    return Double.isFinite(place.x())
        && Double.isFinite(place.y())
        && !javafx.stage.Screen.getScreensForRectangle(
                place.x(), place.y(), LEAST_VISIBLE, LEAST_VISIBLE)
            .isEmpty();
  }

  /// Reads the models and returns what to write; on the JavaFX thread.
  Settings collect(Stage stage, LabWindow window, LabModels models) {
    Workspace workspace = models.workspace();
    Map<String, Integer> colours =
        workspace.colours().all().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    return new Settings(
        models.theme().choiceProperty().get().name(),
        new Settings.Window(
            stage.getX(),
            stage.getY(),
            stage.isMaximized() ? settings.window().width() : stage.getWidth(),
            stage.isMaximized() ? settings.window().height() : stage.getHeight(),
            stage.isMaximized()),
        window.pageProperty().get().key(),
        window.runListWidth(),
        words(workspace.tickedFolders()),
        colours,
        words(workspace.opened().subList(1, workspace.opened().size())),
        models.opener().recent().stream().map(Path::toString).toList(),
        models.export().folder().map(Path::toString),
        Optional.of(models.launch().remembered()).filter(choices -> !choices.isEmpty()),
        Optional.of(models.design().remembered()).filter(designs -> !designs.isEmpty()),
        Optional.of(RememberedPoles.collect(models.poles())).filter(words -> !words.isEmpty()),
        models.settings().runsFolder().map(Path::toString),
        models.settings().scale());
  }

  /// Writes what changed, on a thread of its own: the lab may be ended at any moment.
  void remember(Settings collected) {
    if (!collected.equals(remembered)) {
      remembered = collected;
      writer.execute(() -> write(collected));
    }
  }

  private void write(Settings collected) {
    try {
      file.write(collected);
    } catch (IOException e) {
      LOG.warn("The settings could not be written", e);
    }
  }

  /// Waits until everything is written.
  @Override
  public void close() {
    writer.close();
  }

  private static List<String> words(java.util.Collection<Path> folders) {
    return folders.stream().map(Path::toString).sorted().toList();
  }
}
