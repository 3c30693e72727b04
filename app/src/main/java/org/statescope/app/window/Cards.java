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
import javafx.scene.layout.Priority;
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
    for (int half = 0; half < 2; half++) {
      ColumnConstraints keys = new ColumnConstraints();
      keys.setMinWidth(Region.USE_PREF_SIZE);
      ColumnConstraints words = new ColumnConstraints();
      words.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().addAll(keys, words);
    }
    List<Label[]> rows = new ArrayList<>();
    for (Shortcuts.Shortcut shortcut : shortcuts.all()) {
      rows.add(row(keyWords(shortcut.keys()), shortcut.words()));
    }
    for (String gesture : List.of("help.space", "help.plots", "help.pole")) {
      rows.add(row(Texts.text(gesture + ".key"), Texts.text(gesture)));
    }
    int half = (rows.size() + 1) / 2;
    for (int i = 0; i < rows.size(); i++) {
      grid.addRow(i % half, rows.get(i));
    }
    Button done = new Button(Texts.text("help.close"));
    done.setId("help-close");
    done.setCancelButton(true);
    done.setDefaultButton(true);
    done.setOnAction(event -> close.run());
    VBox card = card("help", Texts.text("help.title"), grid, done);
    card.getStyleClass().add("wide-card");
    return card;
  }

  private static Label[] row(String keys, String words) {
    Label key = new Label(keys);
    key.getStyleClass().add("key");
    Label what = new Label(words);
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    return new Label[] {key, what};
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
