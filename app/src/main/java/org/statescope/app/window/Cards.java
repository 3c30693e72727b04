package org.statescope.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.RunEntry;

/// The cards shown over the window: help, and the question on closing.
final class Cards {
  private Cards() {}

  static Node help(Shortcuts shortcuts, Runnable close) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form");
    ColumnConstraints keys = new ColumnConstraints();
    keys.setMinWidth(Region.USE_PREF_SIZE);
    grid.getColumnConstraints().add(keys);
    int row = 0;
    for (Shortcuts.Shortcut shortcut : shortcuts.all()) {
      Label key = new Label(keyWords(shortcut.keys()));
      key.getStyleClass().add("key");
      grid.addRow(row++, key, new Label(shortcut.words()));
    }
    for (String gesture : List.of("help.space", "help.plots", "help.pole")) {
      Label key = new Label(Texts.text(gesture + ".key"));
      key.getStyleClass().add("key");
      grid.addRow(row++, key, new Label(Texts.text(gesture)));
    }
    Button done = new Button(Texts.text("help.close"));
    done.setId("help-close");
    done.setCancelButton(true);
    done.setDefaultButton(true);
    done.setOnAction(event -> close.run());
    return card("help", Texts.text("help.title"), grid, done);
  }

  /// Asks what becomes of the runs that train.
  ///
  /// @param waiting runs in the queue
  static Node closing(
      List<RunEntry> live, int waiting, Runnable stop, Runnable leave, Runnable cancel) {
    List<String> names = new ArrayList<>(live.stream().map(RunEntry::label).toList());
    Label words =
        new Label(
            Texts.text(live.size() == 1 ? "closing.one" : "closing.many", String.join(", ", names))
                + (waiting == 0 ? "" : " " + Texts.text("closing.waiting", waiting)));
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    Button cancelButton = button("closing.cancel", cancel);
    cancelButton.setCancelButton(true);
    Button leaveButton = button("closing.leave", leave);
    leaveButton.setDefaultButton(true);
    return card(
        "closing",
        Texts.text("closing.title"),
        words,
        cancelButton,
        button("closing.stop", stop),
        leaveButton);
  }

  private static Button button(String key, Runnable action) {
    Button button = new Button(Texts.text(key));
    button.setId(key.replace('.', '-'));
    button.setOnAction(event -> action.run());
    return button;
  }

  private static VBox card(String id, String title, Node content, Button... buttons) {
    Label heading = new Label(title);
    heading.getStyleClass().add("title-3");
    HBox row = new HBox(8, buttons);
    row.setAlignment(Pos.CENTER_RIGHT);
    VBox card = new VBox(heading, content, row);
    card.setId(id);
    card.getStyleClass().add("dialog-card");
    return card;
  }

  private static String keyWords(KeyCombination keys) {
    return keys.getDisplayText();
  }
}
