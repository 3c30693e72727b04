package org.statescope.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Settings as a JSON file: written aside and renamed, and set aside when it cannot be read.
public final class SettingsFile {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path file;

  public SettingsFile(Path file) {
    this.file = file;
  }

  /// The user's own file: the system property `statescope.settings`, or the place the system keeps
  /// such files in.
  public static SettingsFile ofUser() {
    String named = System.getProperty("statescope.settings");
    if (named != null) {
      return new SettingsFile(Path.of(named));
    }
    String configuration =
        Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
            .or(() -> Optional.ofNullable(System.getenv("APPDATA")))
            .filter(folder -> !folder.isBlank())
            .orElse(Path.of(System.getProperty("user.home"), ".config").toString());
    return new SettingsFile(Path.of(configuration, "statescope", "settings.json"));
  }

  /// What was remembered. A file that does not read is renamed to `….broken` and the defaults are
  /// taken.
  public Settings read() {
    if (!Files.exists(file)) {
      return Settings.DEFAULTS;
    }
    try {
      @Nullable Settings remembered = JSON.readValue(Files.readAllBytes(file), Settings.class);
      if (remembered != null) {
        return remembered;
      }
      LOG.warn("The settings in {} hold nothing and are set aside.", file);
    } catch (IOException | JacksonException e) {
      LOG.warn("The settings in {} do not read and are set aside.", file, e);
    }
    setAside();
    return Settings.DEFAULTS;
  }

  public void write(Settings settings) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(aside, JSON.writeValueAsBytes(settings));
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private void setAside() {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".broken"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("The unreadable settings could not be renamed", e);
    }
  }
}
