package org.statescope.app.launch;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.statescope.app.texts.Texts;

/// Parameters, memory and time of what is chosen, and the button that measures the time.
final class EstimatePane extends HBox {
  /// Memory is counted once nothing was changed for so long.
  private static final Duration QUIET = Duration.millis(700);

  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  EstimatePane(NewRunModel model, Estimate estimate) {
    super(16);
    setId("new-run-estimate");
    getStyleClass().add("form-estimate");
    setAlignment(Pos.CENTER_LEFT);
    Label parameters = line("new-run-parameters");
    Label memory = line("new-run-memory");
    Label time = line("new-run-time");
    VBox lines = new VBox(4, parameters, memory, time);
    HBox.setHgrow(lines, Priority.ALWAYS);
    Button measure = new Button(Texts.text("launch.measure"));
    measure.setId("new-run-measure");
    measure.setMinWidth(Region.USE_PREF_SIZE);
    measure
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !(model.resultProperty().get() instanceof NewRunModel.Result.Ready),
                model.resultProperty()));
    measure.setOnAction(
        event ->
            estimate
                .measure()
                .ifPresent(
                    task ->
                        measure
                            .textProperty()
                            .bind(
                                task.runningProperty()
                                    .map(
                                        running ->
                                            Texts.text(
                                                running
                                                    ? "launch.measuring"
                                                    : "launch.measure")))));
    getChildren().addAll(lines, measure);
    estimate
        .wordsProperty()
        .subscribe(
            words -> {
              TypedControls.show(parameters, words.parameters());
              TypedControls.show(memory, words.memory());
              TypedControls.show(time, words.time());
              memory.pseudoClassStateChanged(DANGER, !words.fits());
            });
    PauseTransition quiet = new PauseTransition(QUIET);
    quiet.setOnFinished(event -> estimate.count());
    model
        .resultProperty()
        .subscribe(
            result -> {
              estimate.show(result, model.deviceProperty().get());
              quiet.playFromStart();
            });
    sceneProperty()
        .subscribe(
            (before, now) -> {
              if (before != null && now == null) {
                quiet.stop();
                estimate.cancel();
              }
            });
  }

  private static Label line(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("estimate-line");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
