package org.statescope.app.display;

import java.util.Optional;

/// The size of everything on the screen, which JavaFX reads once, when it starts.
public final class UiScale {
  private UiScale() {}

  /// Whether the size can be chosen on this system; where not, it is the system's alone.
  public static boolean isChoosable() {
    return property(System.getProperty("os.name", "")).isPresent();
  }

  /// Has JavaFX start with this size; does nothing where none is chosen, where the system decides
  /// alone, or where the command line has named one.
  ///
  /// @param percent of 96 dots per inch
  public static void apply(Optional<Integer> percent) {
    Optional<String> property = property(System.getProperty("os.name", ""));
    if (property.isPresent() && percent.isPresent() && System.getProperty(property.get()) == null) {
      System.setProperty(property.get(), percent.get() + "%");
    }
  }

  /// The property in which JavaFX takes the size on a system.
  static Optional<String> property(String operatingSystem) {
    if (operatingSystem.startsWith("Linux")) {
      return Optional.of("glass.gtk.uiScale");
    }
    if (operatingSystem.startsWith("Windows")) {
      return Optional.of("glass.win.uiScale");
    }
    return Optional.empty();
  }
}
