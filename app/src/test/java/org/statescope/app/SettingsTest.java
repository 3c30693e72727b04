package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.settings.SettingsFile;
import org.statescope.app.theme.ThemeChoice;

/// A user at the settings.
class SettingsTest {
  @TempDir Path folder;

  @Test
  @SuppressWarnings("unchecked")
  void whatIsChosenHoldsAtOnceOrAfterTheNextStart() throws IOException {
    Path file = folder.resolve("settings.json");
    try (Desk desk = Desk.open(folder.resolve("runs"), file)) {
      desk.shortcut("Shortcut+Comma");
      ComboBox<ThemeChoice> theme = desk.find("settings-theme", ComboBox.class);
      ComboBox<Optional<Integer>> scale = desk.find("settings-scale", ComboBox.class);
      for (ThemeChoice choice : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
        Fx.run(() -> theme.setValue(choice));
        desk.picture("settings-" + choice.name().toLowerCase(java.util.Locale.ROOT));
      }
      Fx.run(() -> scale.setValue(Optional.of(150)));
      desk.picture("settings-scale");
      desk.press("settings-close");
    }
    try (Desk again = Desk.open(folder.resolve("runs"), file)) {
      assertEquals(Optional.of(150), new SettingsFile(file).read().scale());
      assertEquals("DARK", new SettingsFile(file).read().theme());
      again.shortcut("Shortcut+Comma");
      assertEquals(
          Optional.of(150), Fx.on(() -> again.find("settings-scale", ComboBox.class).getValue()));
      assertFalse(Fx.on(() -> again.find("settings-theme", ComboBox.class).isDisabled()));
    }
  }
}
