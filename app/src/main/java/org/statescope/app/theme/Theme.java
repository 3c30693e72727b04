package org.statescope.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// Light or dark for the whole application: AtlantaFX's Primer under the lab's own style sheets.
public final class Theme {
  private static final String FOLDER = "/org/statescope/assets/theme/";

  /// In the order of their rules' precedence: where two rules set the same property with equal
  /// weight, the later sheet's counts.
  private static final List<String> STYLE_SHEETS =
      List.of(
          "tokens.css",
          "window.css",
          "cards.css",
          "runs.css",
          "compare.css",
          "plots.css",
          "poles.css",
          "live.css",
          "structure.css");

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

  /// Gives a scene the lab's style sheets; the base theme is the application's.
  public static void dress(Scene scene) {
    for (String sheet : STYLE_SHEETS) {
      URL found = Theme.class.getResource(FOLDER + sheet);
      scene.getStylesheets().add(Objects.requireNonNull(found, sheet).toExternalForm());
    }
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
