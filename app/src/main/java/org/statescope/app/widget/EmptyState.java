package org.statescope.app.widget;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What an empty place says: what would be here, and how to fill it.
public final class EmptyState extends VBox {
  private static final double WIDEST_TEXT = 420;

  public EmptyState(BootstrapIcons icon, String title, String advice, Node... actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    Label heading = new Label(title);
    heading.getStyleClass().add("title-4");
    heading.setWrapText(true);
    heading.setTextAlignment(TextAlignment.CENTER);
    heading.setMinHeight(USE_PREF_SIZE);
    Label words = new Label(advice);
    words.getStyleClass().add("text-muted");
    words.setWrapText(true);
    words.setMaxWidth(WIDEST_TEXT);
    words.setMinHeight(USE_PREF_SIZE);
    words.setTextAlignment(TextAlignment.CENTER);
    getChildren().addAll(Icons.icon(icon, "empty-icon"), heading, words);
    getChildren().addAll(actions);
  }
}
