package org.statescope.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// Light or dark for the whole application: AtlantaFX's Primer under the lab's own style sheet.
public final class Theme {
  private static final String STYLE_SHEET = "/org/statescope/assets/theme/statescope.css";

  private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();

  public Theme() {
    choice.subscribe(value -> apply());
    Platform.getPreferences().colorSchemeProperty().subscribe(value -> apply());
  }

  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  /// Gives a scene the lab's style sheet; the base theme is the application's.
  public static void dress(Scene scene) {
    URL sheet = Theme.class.getResource(STYLE_SHEET);
    scene.getStylesheets().add(Objects.requireNonNull(sheet, STYLE_SHEET).toExternalForm());
  }

  private void apply() {
    boolean wantsDark =
        switch (choice.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    Application.setUserAgentStylesheet(
        wantsDark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    dark.set(wantsDark);
  }
}
