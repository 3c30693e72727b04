package org.statescope.app.design;

import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// What the edits do: to the response of the system that is shown, promised and measured, and to
/// the model's perplexity, measured by a worker.
final class EffectSection extends Section implements AutoCloseable {
  private final DesignModel model;
  private final Label response = words("");
  private final GridPane table = table("design-effect");
  private final Label state = faint("");
  private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
  private final Subscription changes;

  EffectSection(DesignModel model) {
    super("design.effect.title");
    this.model = model;
    response.setId("design-response");
    state.setId("design-effect-state");
    bar.setMaxWidth(Double.MAX_VALUE);
    TextField text = field("design-text", model.effect()::measure);
    text.textProperty().bindBidirectional(model.effect().textProperty());
    text.setPromptText(Texts.text("design.text.prompt"));
    HBox.setHgrow(text, Priority.ALWAYS);
    CheckBox automatic = new CheckBox(Texts.text("design.automatic"));
    automatic.setId("design-automatic");
    automatic.selectedProperty().bindBidirectional(model.effect().automaticProperty());
    Button measure = button("design-measure", model.effect()::measure);
    Button cancel = button("design-cancel", model.effect()::cancel);
    cancel
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !(model.effect().stateProperty().get() instanceof EffectState.Running),
                model.effect().stateProperty()));
    measure.disableProperty().bind(cancel.disableProperty().not());
    getChildren()
        .addAll(
            response,
            table,
            bar,
            state,
            faint(Texts.text("design.text.title")),
            line(text, button("design-browse", this::browse)),
            automatic,
            line(measure, cancel));
    changes =
        Subscription.combine(
            model.comparisonProperty().subscribe(any -> showResponse()),
            model.effect().stateProperty().subscribe(any -> showState()));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private void showResponse() {
    response.setText(
        model
            .comparisonProperty()
            .get()
            .map(
                shown ->
                    Texts.text(
                        "design.effect.system",
                        shown.system(),
                        shown.layer(),
                        EditWords.of(shown.change())))
            .orElse(""));
  }

  private void showState() {
    EffectState now = model.effect().stateProperty().get();
    boolean runs = now instanceof EffectState.Running;
    bar.setVisible(runs);
    bar.setManaged(runs);
    table.getChildren().clear();
    state.getStyleClass().remove("form-complaint");
    state.setText(
        switch (now) {
          case EffectState.Nothing nothing -> Texts.text("design.effect.nothing");
          case EffectState.Running running -> Texts.text("design.effect.running");
          case EffectState.Failed(String reason) -> {
            state.getStyleClass().add("form-complaint");
            yield reason;
          }
          case EffectState.Measured measured -> {
            show(measured);
            yield Texts.text(measured.heldOut() ? "design.effect.heldOut" : "design.effect.whole");
          }
        });
  }

  private void show(EffectState.Measured measured) {
    row(table, "design.effect.before", number(measured.before()));
    row(table, "design.effect.after", number(measured.after()));
    double percent = 100 * (measured.after() / measured.before() - 1);
    row(table, "design.effect.change", (percent > 0 ? "+" : "") + PoleWords.number(percent) + " %");
  }

  private static String number(double perplexity) {
    return String.format(java.util.Locale.ROOT, "%.4f", perplexity);
  }

  private void browse() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text("design.text.title"));
    File chosen = chooser.showOpenDialog(getScene().getWindow());
    if (chosen != null) {
      model.effect().textProperty().set(chosen.getPath());
    }
  }
}
