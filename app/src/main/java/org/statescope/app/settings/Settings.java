package org.statescope.app.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the desktop remembers. Paths are kept as text: a folder that is gone stays remembered.
///
/// @param theme a name of `ThemeChoice`
/// @param page the page that was open
/// @param runListWidth width of the run list in pixels
/// @param ticked run folders that were shown
/// @param colours index of the colour of each run folder
/// @param openFolders run folders and roots opened besides the default root
/// @param recent what was opened, newest first
/// @param exportFolder where the last plot was written to
/// @param launch the last choices of a new run; absent in files of older versions
/// @param designs edits of poles as JSON, by the checkpoint; absent in files of older versions
/// @param poles filter and alarms of the pole maps; absent in files of older versions
/// @param runsFolder where new runs go; absent for the usual place
/// @param scale the size of everything in percent of 96 dots per inch; absent for the system's
public record Settings(
    String theme,
    Window window,
    String page,
    double runListWidth,
    List<String> ticked,
    Map<String, Integer> colours,
    List<String> openFolders,
    List<String> recent,
    Optional<String> exportFolder,
    Optional<Map<String, String>> launch,
    Optional<Map<String, String>> designs,
    Optional<Map<String, String>> poles,
    Optional<String> runsFolder,
    Optional<Integer> scale) {

  public static final Settings DEFAULTS =
      new Settings(
          "SYSTEM",
          Window.DEFAULT,
          "start",
          320,
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Settings {
    ticked = List.copyOf(ticked);
    colours = Map.copyOf(colours);
    openFolders = List.copyOf(openFolders);
    recent = List.copyOf(recent);
    launch = launch.map(Map::copyOf);
    designs = designs.map(Map::copyOf);
    poles = poles.map(Map::copyOf);
  }

  /// Place and size of the main window in pixels; a position of NaN leaves it to the system.
  public record Window(double x, double y, double width, double height, boolean maximized) {
    static final Window DEFAULT = new Window(Double.NaN, Double.NaN, 1280, 800, false);
  }
}
