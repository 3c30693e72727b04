package org.statescope.app.launch;

import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Labels;

/// A label and its field in the form.
record FormRow(Label label, Node field) {
  /// Puts a row into the form.
  ///
  /// @param key the label's text; empty for a row that belongs to the one above
  static FormRow add(GridPane form, int row, String key, Node field) {
    Label label = new Label(key.isEmpty() ? "" : Texts.text(key));
    Labels.name(label, field);
    GridPane.setValignment(label, VPos.TOP);
    label.getStyleClass().add("form-label");
    if (field instanceof ComboBox<?> box) {
      box.setMaxWidth(Double.MAX_VALUE);
    }
    form.addRow(row, label, field);
    return new FormRow(label, field);
  }

  /// Shows the row, and keeps its room, only while the value passes.
  <T> void showIf(ObservableValue<T> value, Predicate<T> test) {
    value.subscribe(
        now -> {
          boolean shown = test.test(now);
          label.setVisible(shown);
          label.setManaged(shown);
          field.setVisible(shown);
          field.setManaged(shown);
        });
  }
}
