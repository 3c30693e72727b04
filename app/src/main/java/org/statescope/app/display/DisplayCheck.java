package org.statescope.app.display;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Asks for a display and GTK in words before JavaFX asks for them with a stack trace.
///
/// Only Linux needs it: elsewhere a desktop is always there.
public final class DisplayCheck {
  private static final String OTHERWISE =
      " Training works without a desktop: statescope train --preset sc-mamba-tiny";
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/lib64",
          "/usr/lib",
          "/lib",
          "/usr/local/lib");

  private DisplayCheck() {}

  /// The sentence to show when this machine cannot open a window; empty when it can.
  public static Optional<String> obstacle() {
    return obstacle(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv(),
        DisplayCheck::isInstalled);
  }

  static Optional<String> obstacle(
      String operatingSystem,
      String glassPlatform,
      Map<String, String> environment,
      Predicate<String> library) {
    if (!operatingSystem.startsWith("Linux") || glassPlatform.equalsIgnoreCase("headless")) {
      return Optional.empty();
    }
    if (Stream.of("DISPLAY", "WAYLAND_DISPLAY")
        .allMatch(name -> environment.getOrDefault(name, "").isBlank())) {
      return Optional.of(
          "Statescope found no display to open its window on (neither DISPLAY nor WAYLAND_DISPLAY"
              + " is set): start it inside a desktop session, or under a virtual display with the"
              + " Debian package xvfb (xvfb-run)."
              + OTHERWISE);
    }
    if (!library.test("libgtk-3.so.0")) {
      return Optional.of(
          "Statescope needs GTK 3 to open its window and found no libgtk-3.so.0: install the Debian"
              + " package libgtk-3-0 (Fedora: gtk3)."
              + OTHERWISE);
    }
    return Optional.empty();
  }

  private static boolean isInstalled(String library) {
    Stream<String> named =
        Stream.of(System.getenv().getOrDefault("LD_LIBRARY_PATH", "").split(":"));
    return Stream.concat(named.filter(folder -> !folder.isBlank()), LIBRARY_FOLDERS.stream())
        .anyMatch(folder -> Files.exists(Path.of(folder, library)));
  }
}
