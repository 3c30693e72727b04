package org.statescope.training.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where this user's programs keep files of their own on this machine.
public enum UserFolder {
  /// What they can make again: `$STATESCOPE_CACHE`, or the system's usual place (`$XDG_CACHE_HOME`
  /// or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`).
  CACHE("STATESCOPE_CACHE", "XDG_CACHE_HOME", ".cache", "Library/Caches", "Cache"),

  /// What they tell each other: `$STATESCOPE_STATE`, or the system's usual place (`$XDG_STATE_HOME`
  /// or `~/.local/state`, `~/Library/Application Support`, `%LOCALAPPDATA%`).
  STATE(
      "STATESCOPE_STATE", "XDG_STATE_HOME", ".local/state", "Library/Application Support", "State");

  private final String variable;
  private final String linuxVariable;
  private final String linux;
  private final String mac;
  private final String windows;

  UserFolder(String variable, String linuxVariable, String linux, String mac, String windows) {
    this.variable = variable;
    this.linuxVariable = linuxVariable;
    this.linux = linux;
    this.mac = mac;
    this.windows = windows;
  }

  /// The environment variable that names another folder.
  public String variable() {
    return variable;
  }

  /// The folder of this user, which need not exist yet.
  public Path ofUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  Path of(Map<String, String> environment, String system, Path home) {
    String named = environment.get(variable);
    if (isGiven(named)) {
      return Path.of(named).toAbsolutePath();
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve(mac).resolve("Statescope");
    }
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path base = isGiven(local) ? Path.of(local) : home.resolve("AppData").resolve("Local");
      return base.resolve("Statescope").resolve(windows);
    }
    String given = environment.get(linuxVariable);
    return (isGiven(given) ? Path.of(given) : home.resolve(linux)).resolve("statescope");
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }
}
