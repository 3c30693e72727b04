package org.statescope.app.widget;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons and the buttons made of them; every button has words for a screen reader.
public final class Icons {
  private Icons() {}

  public static FontIcon icon(BootstrapIcons which) {
    return new FontIcon(which);
  }

  public static FontIcon icon(BootstrapIcons which, String styleClass) {
    FontIcon icon = new FontIcon(which);
    icon.getStyleClass().add(styleClass);
    return icon;
  }

  /// A button that is only an icon; the words are its tooltip and its name.
  public static Button button(BootstrapIcons which, String words, Runnable action) {
    Button button = new Button(null, icon(which));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(words));
    button.setAccessibleText(words);
    button.setOnAction(event -> action.run());
    return button;
  }
}
