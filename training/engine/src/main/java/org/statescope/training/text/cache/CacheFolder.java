package org.statescope.training.text.cache;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where this user's programs keep what they can make again.
public final class CacheFolder {
  /// Names another folder.
  public static final String VARIABLE = "STATESCOPE_CACHE";

  private CacheFolder() {}

  /// The folder of this user, which need not exist yet: `$STATESCOPE_CACHE`, or the system's usual
  /// place (`$XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`).
  public static Path ofUser() {
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
      return home.resolve("Library").resolve("Caches").resolve("Statescope");
    }
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path base = isGiven(local) ? Path.of(local) : home.resolve("AppData").resolve("Local");
      return base.resolve("Statescope").resolve("Cache");
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    return (isGiven(xdg) ? Path.of(xdg) : home.resolve(".cache")).resolve("statescope");
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }
}
