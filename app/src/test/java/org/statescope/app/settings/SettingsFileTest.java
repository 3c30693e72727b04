package org.statescope.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    SettingsFile file = new SettingsFile(folder.resolve("deep").resolve("settings.json"));
    Settings settings =
        new Settings(
            "DARK",
            new Settings.Window(10, 20, 1600, 900, true),
            "poles",
            280,
            List.of("/runs/a"),
            Map.of("/runs/a", 3),
            List.of("/elsewhere"),
            List.of("/elsewhere"),
            Optional.of("/figures"),
            Optional.of(Map.of("preset", "mamba-tiny")),
            Optional.of(Map.of("/runs/a/checkpoints/step-1", "{}")),
            Optional.of(Map.of("channels", "0.0 … 7.0")),
            Optional.of("/elsewhere/runs"),
            Optional.of(150));
    file.write(settings);
    assertEquals(settings, file.read());
  }

  @Test
  void theDefaultsSurviveTheFileToo() throws IOException {
    SettingsFile file = new SettingsFile(folder.resolve("settings.json"));
    file.write(Settings.DEFAULTS);
    assertEquals(Settings.DEFAULTS, file.read());
  }

  @Test
  void whatAnOlderVersionWroteIsRead() throws IOException {
    Path path = folder.resolve("settings.json");
    SettingsFile file = new SettingsFile(path);
    file.write(Settings.DEFAULTS);
    String written = Files.readString(path);
    String older =
        written.replaceFirst(
            ",\\s*\"exportFolder\" : null,\\s*\"launch\" : null,\\s*\"designs\" :"
                + " null,\\s*\"poles\" : null,\\s*\"runsFolder\" : null,\\s*\"scale\" : null",
            "");
    assertTrue(older.length() < written.length(), written);
    Files.writeString(path, older);
    assertEquals(Settings.DEFAULTS, file.read());
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    assertEquals(Settings.DEFAULTS, new SettingsFile(folder.resolve("none.json")).read());
  }

  @Test
  void aBrokenFileIsSetAsideAndTheDefaultsHold() throws IOException {
    Path path = folder.resolve("settings.json");
    for (String broken : List.of("{\"theme\": \"DA", "[]", "{}", "null", "")) {
      Files.writeString(path, broken);
      assertEquals(Settings.DEFAULTS, new SettingsFile(path).read(), broken);
      assertTrue(Files.exists(folder.resolve("settings.json.broken")), broken);
    }
  }
}
