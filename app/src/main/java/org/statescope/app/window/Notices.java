package org.statescope.app.window;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.widget.Icons;

/// Sentences for the user at the lower right, newest below; they stay until they are closed.
final class Notices extends VBox {
  private static final int MOST = 3;
  private static final double WIDTH = 440;

  Notices() {
    getStyleClass().add("notices");
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
  }

  void show(String sentence) {
    if (getChildren().stream().anyMatch(told -> sentence.equals(told.getUserData()))) {
      return;
    }
    Notification notice =
        new Notification(sentence, Icons.icon(BootstrapIcons.EXCLAMATION_TRIANGLE));
    notice.getStyleClass().addAll(Styles.WARNING, Styles.ELEVATED_1);
    notice.setMinHeight(Region.USE_PREF_SIZE);
    notice.setUserData(sentence);
    notice.setOnClose(event -> getChildren().remove(notice));
    if (getChildren().size() == MOST) {
      getChildren().removeFirst();
    }
    getChildren().add(notice);
  }
}
