package org.statescope.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.Theme;

/// Wires the desktop by constructors, in this one place.
public final class LabApplication extends Application {
  @Override
  public void start(Stage stage) {
    Scene scene = new Scene(new BorderPane(), 1280, 800);
    Theme.dress(scene);
    stage.setTitle(Texts.text("app.name"));
    stage.setScene(scene);
    stage.show();
  }
}
