package org.statescope.app.design;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The edits in their order, each with what it promises and a way to take it back.
final class EditsSection extends Section implements AutoCloseable {
  private final DesignModel model;
  private final VBox rows = new VBox(8);
  private final Label none = faint(Texts.text("design.edits.none"));
  private final Label refusal = words("");
  private final Button csv;
  private final Subscription changes;

  /// @param export writes a table under a title
  EditsSection(DesignModel model, BiConsumer<String, FigureTable> export) {
    super("design.edits.title");
    this.model = model;
    rows.setId("design-edits");
    refusal.setId("design-refusal");
    refusal.getStyleClass().add("form-complaint");
    csv =
        button(
            "design-edits-csv",
            () ->
                export.accept(
                    Texts.text("design.edits.title"),
                    new EditTable(model.promisesProperty().get())));
    getChildren().addAll(refusal, none, rows, csv);
    changes =
        Subscription.combine(
            model.promisesProperty().subscribe(any -> show()),
            model.refusalProperty().subscribe(any -> showRefusal()));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private void showRefusal() {
    String words = model.refusalProperty().get().orElse("");
    refusal.setText(words);
    refusal.setVisible(!words.isEmpty());
    refusal.setManaged(!words.isEmpty());
  }

  private void show() {
    List<EditPromise> promises = model.promisesProperty().get();
    boolean any = !promises.isEmpty();
    none.setVisible(!any);
    none.setManaged(!any);
    csv.setVisible(any);
    csv.setManaged(any);
    rows.getChildren().clear();
    for (int i = 0; i < promises.size(); i++) {
      rows.getChildren().add(row(i, promises.get(i)));
    }
  }

  private HBox row(int index, EditPromise promise) {
    String words = Texts.text("design.edit.row", index + 1, EditWords.of(promise.edit()));
    VBox text = new VBox(1, words(words), faint(EditWords.of(promise)));
    HBox.setHgrow(text, Priority.ALWAYS);
    Button remove =
        Icons.button(
            BootstrapIcons.X,
            Texts.text("design.edit.remove", index + 1),
            () -> model.editor().remove(index));
    remove.setId("design-remove-" + index);
    remove.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(4, text, remove);
    text.setMinWidth(0);
    return row;
  }
}
