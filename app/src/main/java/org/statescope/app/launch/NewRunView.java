package org.statescope.app.launch;

import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.Newest;
import org.statescope.app.launch.NewRunModel.Field;
import org.statescope.app.launch.NewRunModel.Result;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// The form of a new run. It starts only what its model calls ready and whose text can be read.
public final class NewRunView extends VBox {
  private static final double TEXT_FIELD_WIDTH = 84;

  private final NewRunModel model;
  private final Newest textCheck;
  private final Consumer<RunConfiguration> start;
  private final Label textObstacle = sentence();
  private final GridPane form = new GridPane();
  private int row;

  /// @param start gets the configuration once the user asks for the run
  public NewRunView(
      NewRunModel model, BackgroundTasks tasks, Consumer<RunConfiguration> start, Runnable cancel) {
    this.model = model;
    this.textCheck = tasks.newest();
    this.start = start;
    getStyleClass().add("dialog-card");
    setId("new-run-form");
    Label title = new Label(Texts.text("launch.title"));
    title.getStyleClass().add("title-3");
    layOutForm();
    getChildren().addAll(title, form, estimate(), buttons(cancel));
  }

  private void layOutForm() {
    form.getStyleClass().add("form");
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    form.getColumnConstraints().addAll(labels, fields);
    addRow("launch.preset", preset());
    row = new ModelChoicesView(model.choices()).addTo(form, row);
    addHeadField("launch.headWidth", Field.HEAD_WIDTH);
    addHeadField("launch.groups", Field.GROUPS);
    addHeadField("launch.chunkLength", Field.CHUNK_LENGTH);
    addRow("launch.text", text());
    form.add(textObstacle, 1, row++);
    addRow("launch.tokens", tokens());
    addField("launch.steps", Field.STEPS);
    addField("launch.batch", Field.BATCH);
    addField("launch.length", Field.LENGTH);
    addField("launch.learningRate", Field.LEARNING_RATE);
    addField("launch.seed", Field.SEED);
    addField("launch.name", Field.NAME);
  }

  private Node preset() {
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(Presets.names());
    box.valueProperty().bindBidirectional(model.presetProperty());
    box.setId("new-run-preset");
    return box;
  }

  private Node tokens() {
    Node tokenizer = typed(Field.TOKENIZER, Texts.text("launch.tokenizer.prompt"));
    HBox.setHgrow(tokenizer, Priority.ALWAYS);
    return new HBox(8, tokenizer, batches());
  }

  private Node batches() {
    ComboBox<BatchOrder> box = new ComboBox<>();
    box.getItems().setAll(BatchOrder.values());
    box.setConverter(
        ModelChoicesView.words(order -> Texts.text("launch.batches." + order.label())));
    box.valueProperty().bindBidirectional(model.batchesProperty());
    box.setId("new-run-batches");
    return box;
  }

  private Node text() {
    ToggleGroup group = new ToggleGroup();
    RadioButton bundled = new RadioButton(Texts.text("launch.text.bundled"));
    RadioButton own = new RadioButton(Texts.text("launch.text.own"));
    bundled.setToggleGroup(group);
    own.setToggleGroup(group);
    bundled.setSelected(model.bundledTextProperty().get());
    own.setSelected(!model.bundledTextProperty().get());
    group
        .selectedToggleProperty()
        .subscribe(toggle -> model.bundledTextProperty().set(toggle == bundled));
    TextField path = new TextField();
    path.setId("new-run-text-path");
    path.setPromptText(Texts.text("launch.text.prompt"));
    path.textProperty().bindBidirectional(model.typed(Field.TEXT));
    Button file = new Button(Texts.text("launch.text.file"));
    file.setOnAction(event -> choose(new FileChooser().showOpenDialog(window())));
    Button folder = new Button(Texts.text("launch.text.folder"));
    folder.setOnAction(event -> choose(new DirectoryChooser().showDialog(window())));
    HBox.setHgrow(path, Priority.ALWAYS);
    Region textField = typed(Field.TEXT_FIELD, Texts.text("launch.textField.prompt"));
    textField.setPrefWidth(TEXT_FIELD_WIDTH);
    file.setMinWidth(Region.USE_PREF_SIZE);
    folder.setMinWidth(Region.USE_PREF_SIZE);
    HBox ownText = new HBox(8, path, textField, file, folder);
    ownText.disableProperty().bind(own.selectedProperty().not());
    HBox choice = new HBox(16, bundled, own);
    model.bundledTextProperty().subscribe(value -> clearTextObstacle());
    model.typed(Field.TEXT).subscribe(value -> clearTextObstacle());
    model.typed(Field.TOKENIZER).subscribe(value -> clearTextObstacle());
    return new VBox(8, choice, ownText);
  }

  private void clearTextObstacle() {
    showSentence(textObstacle, "");
  }

  private void choose(@Nullable File chosen) {
    if (chosen != null) {
      model.typed(Field.TEXT).set(chosen.getPath());
    }
  }

  private javafx.stage.Window window() {
    return getScene().getWindow();
  }

  private void addHeadField(String key, Field field) {
    FormRow added = addField(key, field);
    added.showIf(model.choices().structure(), SsmStructure::hasHeads);
  }

  private FormRow addField(String key, Field field) {
    return addRow(key, typed(field, ""));
  }

  /// A field with what is wrong with it below.
  private Region typed(Field field, String prompt) {
    TextField typed = new TextField();
    typed.setPromptText(prompt);
    typed.setId("new-run-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    typed.textProperty().bindBidirectional(model.typed(field));
    Label complaint = sentence();
    model
        .resultProperty()
        .subscribe(
            result -> {
              String words = complaints(result).getOrDefault(field, "");
              showSentence(complaint, words);
              typed.pseudoClassStateChanged(
                  atlantafx.base.theme.Styles.STATE_DANGER, !words.isEmpty());
            });
    return new VBox(4, typed, complaint);
  }

  private FormRow addRow(String key, Node field) {
    return FormRow.add(form, row++, key, field);
  }

  private Node estimate() {
    Label words = new Label();
    words.setId("new-run-estimate");
    words.setWrapText(true);
    words.getStyleClass().add("form-estimate");
    words
        .textProperty()
        .bind(Bindings.createStringBinding(this::estimateWords, model.resultProperty()));
    return words;
  }

  private String estimateWords() {
    return switch (model.resultProperty().get()) {
      case Result.Ready(RunConfiguration configuration) ->
          Texts.text(
                  "launch.estimate",
                  String.format(Locale.ROOT, "%,d", configuration.model().parameterCount()),
                  configuration.model().layers(),
                  configuration.model().channels(),
                  configuration.model().order(),
                  String.format(
                      Locale.ROOT, "%,d", configuration.steps() * configuration.tokensPerStep()))
              + (configuration.text().isBytes() ? "" : Texts.text("launch.estimate.tokenizer"));
      case Result.Incomplete(Map<Field, String> sentences) ->
          sentences.containsKey(Field.TEXT) ? sentences.get(Field.TEXT) : "";
    };
  }

  private Node buttons(Runnable cancel) {
    Button startButton = new Button(Texts.text("launch.start"));
    startButton.setId("new-run-start");
    startButton.getStyleClass().add("accent");
    startButton.setDefaultButton(true);
    startButton
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.resultProperty().get() instanceof Result.Incomplete,
                model.resultProperty()));
    startButton.setOnAction(event -> startIfTextReads());
    Button cancelButton = new Button(Texts.text("launch.cancel"));
    cancelButton.setId("new-run-cancel");
    cancelButton.setCancelButton(true);
    cancelButton.setOnAction(event -> cancel.run());
    HBox row = new HBox(8, cancelButton, startButton);
    row.setAlignment(Pos.CENTER_RIGHT);
    return row;
  }

  private void startIfTextReads() {
    if (!(model.resultProperty().get() instanceof Result.Ready(RunConfiguration configuration))) {
      return;
    }
    textCheck.run(
        Texts.text("launch.task.text"),
        progress -> TextCheck.of(configuration),
        checked -> {
          switch (checked) {
            case TextCheck.Obstacle(String words) -> showSentence(textObstacle, words);
            case TextCheck.Clear(RunConfiguration ready) -> start.accept(ready);
          }
        });
  }

  private static Map<Field, String> complaints(Result result) {
    return switch (result) {
      case Result.Ready ready -> Map.of();
      case Result.Incomplete(Map<Field, String> sentences) -> sentences;
    };
  }

  private static Label sentence() {
    Label label = new Label();
    label.getStyleClass().addAll("form-complaint");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    showSentence(label, "");
    return label;
  }

  private static void showSentence(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(!words.isEmpty());
  }
}
