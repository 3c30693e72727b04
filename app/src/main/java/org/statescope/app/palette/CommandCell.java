package org.statescope.app.palette;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A command in the palette: what it does, what it is, and its keys at the right.
final class CommandCell extends ListCell<Command> {
  private final Label title = new Label();
  private final Label detail = new Label();
  private final Label keys = new Label();
  private final HBox row;

  /// @param choose called by a click
  CommandCell(Runnable choose) {
    detail.getStyleClass().add("text-muted");
    detail.setMinWidth(0);
    title.setMinWidth(Region.USE_PREF_SIZE);
    keys.getStyleClass().add("key");
    keys.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    row = new HBox(12, title, detail, gap, keys);
    row.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
    setOnMouseClicked(
        event -> {
          if (getItem() != null) {
            choose.run();
          }
        });
  }

  @Override
  protected void updateItem(@Nullable Command command, boolean empty) {
    super.updateItem(command, empty);
    if (empty || command == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    String words = command.keys().map(each -> each.getDisplayText()).orElse("");
    title.setText(command.title());
    detail.setText(command.detail());
    keys.setText(words);
    keys.setVisible(!words.isEmpty());
    setAccessibleText(String.join(", ", command.title(), command.detail(), words));
    setGraphic(row);
  }
}
