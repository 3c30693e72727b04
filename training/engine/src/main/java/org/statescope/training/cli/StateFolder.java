package org.statescope.training.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where this user's programs keep what they tell each other on this machine.
final class StateFolder {
  /// Names another folder.
  static final String VARIABLE = "STATESCOPE_STATE";

  private StateFolder() {}

  /// The folder of this user, which need not exist yet: `$STATESCOPE_STATE`, or the system's usual
  /// place (`$XDG_STATE_HOME` or `~/.local/state`, `~/Library/Application Support`,
  /// `%LOCALAPPDATA%`).
  static Path ofUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  static Path of(Map<String, String> environment, String system, Path home) {
    String named = environment.get(VARIABLE);
    if (isGiven(named)) {
      return Path.of(named).toAbsolutePath();
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Statescope");
    }
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path base = isGiven(local) ? Path.of(local) : home.resolve("AppData").resolve("Local");
      return base.resolve("Statescope").resolve("State");
    }
    String xdg = environment.get("XDG_STATE_HOME");
    return (isGiven(xdg) ? Path.of(xdg) : home.resolve(".local").resolve("state"))
        .resolve("statescope");
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }
}
