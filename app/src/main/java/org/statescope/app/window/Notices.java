package org.statescope.app.window;

import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// Sentences for the user at the lower right, newest below; what went wrong stays until it is
/// closed.
final class Notices extends VBox {
  private static final int MOST = 3;
  private static final double WIDTH = 440;
  private static final Duration CONFIRMATION = Duration.seconds(8);

  /// Above the scrubber and the status line.
  private static final Insets PLACE = new Insets(0, 16, 96, 0);

  Notices() {
    setId("notices");
    getStyleClass().add("notices");
    setPickOnBounds(false);
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(this, PLACE);
  }

  /// Shows what went wrong; a sentence that is shown already stays as it is.
  void show(String sentence) {
    show(sentence, BootstrapIcons.EXCLAMATION_TRIANGLE, "notice-icon");
  }

  /// Shows what has been done, for a while.
  void confirm(String sentence) {
    show(sentence, BootstrapIcons.CHECK_CIRCLE, "notice-done");
    PauseTransition readable = new PauseTransition(CONFIRMATION);
    readable.setOnFinished(
        event -> getChildren().removeIf(told -> sentence.equals(told.getUserData())));
    readable.play();
  }

  private void show(String sentence, BootstrapIcons icon, String style) {
    if (getChildren().stream().anyMatch(told -> sentence.equals(told.getUserData()))) {
      return;
    }
    if (getChildren().size() == MOST) {
      getChildren().removeFirst();
    }
    getChildren().add(notice(sentence, Icons.icon(icon, style)));
  }

  private Node notice(String sentence, Node icon) {
    Label words = new Label(sentence);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox notice = new HBox(12, icon, words);
    notice
        .getChildren()
        .add(
            Icons.button(
                BootstrapIcons.X, Texts.text("notices.close"), () -> getChildren().remove(notice)));
    notice.getStyleClass().add("notice");
    notice.setUserData(sentence);
    return notice;
  }
}
