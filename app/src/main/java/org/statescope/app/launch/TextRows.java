package org.statescope.app.launch;

import java.io.File;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.BatchOrder;

/// The rows of the form that choose the text, its tokens and their order.
final class TextRows {
  private static final double TEXT_FIELD_WIDTH = 84;

  private final NewRunModel model;
  private final TypedControls typed;
  private final Label obstacle = TypedControls.sentence();
  private final TextField path = new TextField();

  TextRows(NewRunModel model, TypedControls typed) {
    this.model = model;
    this.typed = typed;
    model.bundledTextProperty().subscribe(value -> tell(""));
    model.typed(Field.TEXT).subscribe(value -> tell(""));
    model.typed(Field.TOKENIZER).subscribe(value -> tell(""));
  }

  /// Adds the rows and returns the number of the next one.
  int addTo(GridPane form, int firstRow) {
    int row = firstRow;
    FormRow.add(form, row++, "launch.text", text());
    FormRow.add(form, row++, "launch.tokens", tokens());
    return row;
  }

  /// Says why the text cannot be learned; an empty sentence takes it back.
  void tell(String sentence) {
    TypedControls.show(obstacle, sentence);
  }

  private Node text() {
    ToggleGroup group = new ToggleGroup();
    RadioButton bundled = new RadioButton(Texts.text("launch.text.bundled"));
    RadioButton own = new RadioButton(Texts.text("launch.text.own"));
    bundled.setToggleGroup(group);
    own.setToggleGroup(group);
    group.selectToggle(model.bundledTextProperty().get() ? bundled : own);
    group
        .selectedToggleProperty()
        .subscribe(toggle -> model.bundledTextProperty().set(toggle == bundled));
    path.setId("new-run-text-path");
    path.setPromptText(Texts.text("launch.text.prompt"));
    path.textProperty().bindBidirectional(model.typed(Field.TEXT));
    Button file = chooser("launch.text.file");
    file.setOnAction(event -> choose(new FileChooser().showOpenDialog(window())));
    Button folder = chooser("launch.text.folder");
    folder.setOnAction(event -> choose(new DirectoryChooser().showDialog(window())));
    HBox.setHgrow(path, Priority.ALWAYS);
    Region textField = typed.field(Field.TEXT_FIELD, Texts.text("launch.textField.prompt"));
    textField.setPrefWidth(TEXT_FIELD_WIDTH);
    HBox ownText = new HBox(8, path, textField, file, folder);
    ownText.visibleProperty().bind(own.selectedProperty());
    ownText.managedProperty().bind(own.selectedProperty());
    bundled.setMinWidth(Region.USE_PREF_SIZE);
    own.setMinWidth(Region.USE_PREF_SIZE);
    return new VBox(
        8, new FlowPane(16, 8, bundled, own), ownText, typed.complaint(Field.TEXT), obstacle);
  }

  private Node tokens() {
    Node tokenizer = typed.field(Field.TOKENIZER, Texts.text("launch.tokenizer.prompt"));
    HBox.setHgrow(tokenizer, Priority.ALWAYS);
    ComboBox<BatchOrder> order = new ComboBox<>();
    order.getItems().setAll(BatchOrder.values());
    order.setConverter(
        ModelChoicesView.words(each -> Texts.text("launch.batches." + each.label())));
    order.valueProperty().bindBidirectional(model.batchesProperty());
    order.setId("new-run-batches");
    order.setMinWidth(Region.USE_PREF_SIZE);
    order.setAccessibleText(Texts.text("launch.batches"));
    return new HBox(8, tokenizer, order);
  }

  private static Button chooser(String key) {
    Button button = new Button(Texts.text(key));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void choose(@Nullable File chosen) {
    if (chosen != null) {
      model.typed(Field.TEXT).set(chosen.getPath());
    }
  }

  private Window window() {
    return path.getScene().getWindow();
  }
}
