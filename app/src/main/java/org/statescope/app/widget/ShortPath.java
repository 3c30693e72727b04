package org.statescope.app.widget;

import java.nio.file.Path;

/// A path in as few words as say it.
public final class ShortPath {
  private ShortPath() {}

  /// The path with `~` for the user's home folder, where it lies below that.
  public static String of(Path path) {
    Path home = Path.of(System.getProperty("user.home"));
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(home) && !absolute.equals(home)
        ? Path.of("~").resolve(home.relativize(absolute)).toString()
        : absolute.toString();
  }
}
