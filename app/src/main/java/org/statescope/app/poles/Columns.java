package org.statescope.app.poles;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;
import org.statescope.app.texts.Texts;

/// Columns that sort by values and show words.
final class Columns {
  private Columns() {}

  /// @param key of the head's words, and with hyphens for its dots the column's id
  static <R, T extends Comparable<T>> TableColumn<R, T> of(
      String key, double width, Function<R, T> value, Function<T, String> words) {
    TableColumn<R, T> column = new TableColumn<>(Texts.text(key));
    column.setId(key.replace('.', '-'));
    column.setPrefWidth(width);
    column.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())).getReadOnlyProperty());
    column.setCellFactory(
        any ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : words.apply(item));
              }
            });
    return column;
  }
}
