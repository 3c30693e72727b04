package org.statescope.app.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.background.Newest;
import org.statescope.app.launch.NewRunModel.Result;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;

/// The form of new runs: the model and its device on the left, its training on the right, below
/// them what would begin and what it takes. It starts only what its model calls ready and whose
/// text can be read.
public final class NewRunView extends VBox {
  private final NewRunModel model;
  private final TypedControls typed;
  private final ModelChoicesView choices;
  private final TextRows text;
  private final Newest textCheck;
  private final Consumer<Result.Ready> start;

  /// @param questions what the trainer is asked
  /// @param estimate of what is chosen
  /// @param start gets the runs once the user asks for them
  NewRunView(
      NewRunModel model,
      TrainerQuestions questions,
      Estimate estimate,
      BackgroundTasks tasks,
      Consumer<Result.Ready> start,
      Runnable cancel) {
    this.model = model;
    this.typed = new TypedControls(model);
    this.choices = new ModelChoicesView(model.choices(), typed);
    this.text = new TextRows(model, typed);
    this.textCheck = tasks.newest();
    this.start = start;
    getStyleClass().addAll("dialog-card", "launch-card");
    setId("new-run-form");
    Label title = new Label(Texts.text("launch.title"));
    title.getStyleClass().add("title-3");
    HBox columns =
        new HBox(32, modelForm(new DeviceRow(model, typed, questions, tasks)), trainingForm());
    columns.getStyleClass().add("launch-columns");
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setId("new-run-scroll");
    scroll.setFitToWidth(true);
    scroll.prefViewportHeightProperty().bind(columns.heightProperty());
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("launch-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren()
        .addAll(
            title,
            scroll,
            new RunsPreview(model),
            new EstimatePane(model, estimate),
            buttons(cancel));
  }

  private Node modelForm(Node device) {
    GridPane form = form();
    int row = 0;
    ComboBox<String> presets = new ComboBox<>();
    presets.getItems().setAll(Presets.names());
    presets.valueProperty().bindBidirectional(model.presetProperty());
    presets.setId("new-run-preset");
    FormRow.add(form, row++, "launch.preset", presets);
    row = choices.addTo(form, row);
    FormRow.add(form, row, "launch.device", device);
    return form;
  }

  private Node trainingForm() {
    GridPane form = form();
    int row = text.addTo(form, 0);
    FormRow.add(
        form,
        row++,
        "launch.extent",
        typed.group(Field.STEPS, Field.BATCH, Field.LENGTH, Field.GRADIENT_ACCUMULATION));
    FormRow.add(form, row++, "launch.optimizer", typed.group(Field.LEARNING_RATE, Field.WARM_UP));
    FormRow.add(
        form, row++, "launch.seeds", typed.field(Field.SEED, Texts.text("launch.seeds.prompt")));
    FormRow.add(form, row++, "launch.others", choices.others());
    FormRow.add(
        form,
        row++,
        "launch.intervals",
        typed.group(Field.EVALUATE_EVERY, Field.CHECKPOINT_EVERY, Field.DYNAMICS_EVERY));
    FormRow.add(form, row++, "launch.instability", instability());
    FormRow.add(form, row, "launch.name", typed.field(Field.NAME, ""));
    return form;
  }

  private Node instability() {
    ComboBox<InstabilityPolicy> box = new ComboBox<>();
    box.getItems().setAll(InstabilityPolicy.values());
    box.setConverter(
        ModelChoicesView.words(each -> Texts.text("launch.instability." + each.label())));
    box.valueProperty().bindBidirectional(model.onInstabilityProperty());
    box.setId("new-run-instability");
    return box;
  }

  private static GridPane form() {
    GridPane form = new GridPane();
    form.getStyleClass().add("form");
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    fields.setMinWidth(0);
    form.getColumnConstraints().addAll(labels, fields);
    form.setPrefWidth(0);
    form.setMinWidth(0);
    HBox.setHgrow(form, Priority.ALWAYS);
    return form;
  }

  private Node buttons(Runnable cancel) {
    Button startButton = new Button();
    startButton.setId("new-run-start");
    startButton.getStyleClass().add("accent");
    startButton.setDefaultButton(true);
    startButton
        .textProperty()
        .bind(
            model
                .resultProperty()
                .map(
                    result ->
                        result instanceof Result.Ready ready && ready.configurations().size() > 1
                            ? Texts.text("launch.startMany", ready.configurations().size())
                            : Texts.text("launch.start")));
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

  /// The text and the tokenizer are the same for all runs of a sweep; batch and length too.
  private void startIfTextReads() {
    if (!(model.resultProperty().get() instanceof Result.Ready ready)) {
      return;
    }
    textCheck.run(
        Texts.text("launch.task.text"),
        progress -> TextCheck.of(ready.first()),
        checked -> {
          switch (checked) {
            case TextCheck.Obstacle(String words) -> text.tell(words);
            case TextCheck.Clear(RunConfiguration first) -> begin(ready, first);
          }
        });
  }

  private void begin(Result.Ready ready, RunConfiguration checked) {
    List<RunConfiguration> runs = new ArrayList<>();
    for (RunConfiguration run : ready.configurations()) {
      runs.add(
          run.toBuilder()
              .model(run.model().withVocabularySize(checked.model().vocabularySize()))
              .build());
    }
    start.accept(new Result.Ready(runs, ready.threads()));
  }
}
