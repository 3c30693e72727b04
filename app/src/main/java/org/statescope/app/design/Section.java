package org.statescope.app.design;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.app.texts.Texts;

/// A titled part of the pane at the right, and the small nodes that all parts are made of.
abstract class Section extends VBox {
  private static final double FIELD = 160;

  Section(String key) {
    Label title = new Label(Texts.text(key));
    title.getStyleClass().add("readout-section");
    setSpacing(6);
    getChildren().add(title);
  }

  static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  static Label faint(String text) {
    Label label = words(text);
    label.getStyleClass().addAll("text-muted", "text-small");
    return label;
  }

  /// @param id also the key of its words, and with `.help` of its tooltip
  static Button button(String id, Runnable action) {
    String key = id.replace('-', '.');
    Button button = new Button(Texts.text(key));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Texts.text(key + ".help")));
    button.setOnAction(event -> action.run());
    return button;
  }

  /// @param id also the key of its name for screen readers
  static TextField field(String id, Runnable onEnter) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefWidth(FIELD);
    field.setMinWidth(70);
    field.setAccessibleText(Texts.text(id.replace('-', '.')));
    field.setOnAction(event -> onEnter.run());
    return field;
  }

  static HBox line(Node... nodes) {
    HBox line = new HBox(8, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  /// Rows of names and values.
  static GridPane table(String id) {
    GridPane table = new GridPane();
    table.setId(id);
    table.getStyleClass().add("census-table");
    table.setHgap(10);
    table.setVgap(3);
    return table;
  }

  static void row(GridPane table, String key, String value) {
    Label name = new Label(Texts.text(key));
    name.getStyleClass().add("text-muted");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label words = words(value);
    table.addRow(table.getRowCount(), name, words);
  }
}
