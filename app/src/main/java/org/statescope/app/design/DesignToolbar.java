package org.statescope.app.design;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.export.SystemButton;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.training.run.CheckpointChoice;

/// The model, the layer and the system that are looked at, and what is done with all edits.
final class DesignToolbar extends FlowPane implements AutoCloseable {
  private final DesignModel model;
  private final IntegerSpinnerValueFactory layers = new IntegerSpinnerValueFactory(0, 0);
  private final IntegerSpinnerValueFactory systems = new IntegerSpinnerValueFactory(0, 0);
  private final ComboBox<String> checkpoint;
  private final Subscription changes;
  private Subscription following = Subscription.EMPTY;

  DesignToolbar(DesignModel model, Runnable save) {
    super(14, 8);
    this.model = model;
    getStyleClass().add("view-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    checkpoint = checkpoint();
    getChildren()
        .addAll(
            named("design.model", run()),
            named("design.checkpoint", checkpoint),
            named("design.layer", spinner("design-layer", layers)),
            named("design.system", spinner("design-system", systems)),
            commands(save));
    changes =
        Subscription.combine(
            model.subjectProperty().subscribe(any -> bound()),
            model.subjectProperty().subscribe(this::offer),
            model.checkpointProperty().subscribe(checkpoint::setValue),
            model.layerProperty().subscribe(any -> bound()),
            model.systemProperty().subscribe(any -> bound()),
            layers.valueProperty().subscribe(value -> choose(value, model.layerProperty()::set)),
            systems.valueProperty().subscribe(value -> choose(value, model.systemProperty()::set)));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    following.unsubscribe();
  }

  private static void choose(@Nullable Integer value, java.util.function.IntConsumer taker) {
    if (value != null) {
      taker.accept(value);
    }
  }

  /// The limits first: a value beyond them would be brought inside.
  private void bound() {
    model
        .subjectProperty()
        .get()
        .ifPresent(
            subject -> {
              int layer = Math.min(model.layerProperty().get(), subject.layers() - 1);
              layers.setMax(subject.layers() - 1);
              layers.setValue(layer);
              systems.setMax(subject.systems(layer) - 1);
              systems.setValue(model.systemProperty().get());
            });
  }

  private Node commands(Runnable save) {
    Button undo =
        Icons.button(BootstrapIcons.ARROW_COUNTERCLOCKWISE, Texts.text("design.undo"), model::undo);
    undo.setId("design-undo");
    undo.disableProperty().bind(model.editor().canUndoProperty().not());
    Button redo =
        Icons.button(BootstrapIcons.ARROW_CLOCKWISE, Texts.text("design.redo"), model::redo);
    redo.setId("design-redo");
    redo.disableProperty().bind(model.editor().canRedoProperty().not());
    Button reset = Section.button("design-reset", model.editor()::reset);
    Button keep = Section.button("design-save", save);
    keep.getStyleClass().add("accent");
    for (Button button : new Button[] {reset, keep}) {
      button
          .disableProperty()
          .bind(
              Bindings.createBooleanBinding(
                  () -> model.editor().editsProperty().get().isEmpty(),
                  model.editor().editsProperty()));
    }
    HBox box = new HBox(4, undo, redo, reset, new SystemButton("design-system-file"), keep);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Node named(String key, Control control) {
    Label name = new Label(Texts.text(key));
    name.setLabelFor(control);
    name.setMinWidth(USE_PREF_SIZE);
    HBox box = new HBox(6, name, control);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private ComboBox<ShownRun> run() {
    ComboBox<ShownRun> box = new ComboBox<>(model.runs());
    box.setId("design-model");
    box.setMaxWidth(220);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable ShownRun run) {
            return run == null ? "" : run.label();
          }

          @Override
          public ShownRun fromString(String label) {
            throw new UnsupportedOperationException("models are chosen, not typed: " + label);
          }
        });
    following = model.runProperty().subscribe(run -> box.setValue(run.orElse(null)));
    box.valueProperty()
        .subscribe(
            run -> {
              if (run != null) {
                model.runProperty().set(Optional.of(run));
              }
            });
    return box;
  }

  /// Choosing reads at once; what is typed is read with Enter, which also reads the same anew.
  private ComboBox<String> checkpoint() {
    ComboBox<String> box = new ComboBox<>();
    box.setId("design-checkpoint");
    box.setEditable(true);
    box.setPrefWidth(104);
    box.setTooltip(new Tooltip(Texts.text("design.checkpoint.help")));
    box.setVisibleRowCount(12);
    box.getItems().setAll(CheckpointChoice.LAST, CheckpointChoice.BEST);
    box.valueProperty().subscribe(this::chooseCheckpoint);
    box.getEditor()
        .setOnAction(
            event -> {
              box.commitValue();
              model.read();
            });
    return box;
  }

  private void chooseCheckpoint(@Nullable String value) {
    // While other choices are offered the box has none for a moment.
    if (value != null && !value.isBlank()) {
      model.checkpointProperty().set(value.strip());
    }
  }

  /// The checkpoints of the run that is shown; a model of no run has one only.
  private void offer(Optional<DesignSubject> subject) {
    subject.ifPresent(
        shown -> {
          checkpoint.setDisable(shown.choices().isEmpty());
          if (!shown.choices().isEmpty() && !checkpoint.getItems().equals(shown.choices())) {
            checkpoint.getItems().setAll(shown.choices());
            checkpoint.setValue(model.checkpointProperty().get());
          }
        });
  }

  private static Spinner<Integer> spinner(String id, IntegerSpinnerValueFactory values) {
    Spinner<Integer> spinner = new Spinner<>(values);
    spinner.setId(id);
    spinner.setEditable(true);
    spinner.setPrefWidth(84);
    spinner.setAccessibleText(Texts.text(id.replace('-', '.')));
    return spinner;
  }
}
