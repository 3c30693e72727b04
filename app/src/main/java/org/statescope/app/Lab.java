package org.statescope.app;

import java.util.Optional;
import javafx.application.Application;
import org.statescope.app.display.DisplayCheck;
import org.statescope.app.display.UiScale;
import org.statescope.app.settings.SettingsFile;

/// The desktop's entry point: says what is missing where no window can open, else opens it.
public final class Lab {
  /// Exit code when there is no display or no GTK.
  private static final int NO_DESKTOP = 5;

  private Lab() {}

  public static void main(String[] arguments) {
    Optional<String> obstacle = DisplayCheck.obstacle();
    if (obstacle.isPresent()) {
      System.err.println(obstacle.get());
      System.exit(NO_DESKTOP);
    }
    UiScale.apply(SettingsFile.ofUser().read().scale());
    Application.launch(LabApplication.class, arguments);
  }
}
