package org.statescope.app.tokens;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The run, its checkpoint and the text, and the button that runs one through the other.
final class TokensToolbar extends VBox implements AutoCloseable {
  private static final int MOST_TOKENS = 16_384;
  private static final int STEP = 128;
  private static final int TEXT_ROWS = 2;

  private final Subscription changes;

  TokensToolbar(TokensModel model) {
    getStyleClass().add("view-toolbar");
    setSpacing(8);
    TextArea text = new TextArea();
    text.setId("tokens-input");
    text.setWrapText(true);
    text.setPrefRowCount(TEXT_ROWS);
    text.setMinHeight(USE_PREF_SIZE);
    text.setPromptText(Texts.text("tokens.prompt"));
    text.setAccessibleText(Texts.text("tokens.input"));
    text.textProperty().bindBidirectional(model.textProperty());
    ComboBox<ShownRun> runs = run(model);
    changes = model.runProperty().subscribe(run -> runs.setValue(run.orElse(null)));
    FlowPane choices = new FlowPane(16, 8);
    choices.setAlignment(Pos.CENTER_LEFT);
    choices
        .getChildren()
        .addAll(
            named("tokens.run", runs),
            named("tokens.checkpoint", checkpoint(model)),
            named("tokens.most", most(model)),
            start(model),
            cancel(model));
    getChildren().addAll(choices, text);
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private static Node named(String key, javafx.scene.control.Control control) {
    Label name = new Label(Texts.text(key));
    name.setLabelFor(control);
    name.setMinWidth(USE_PREF_SIZE);
    HBox box = new HBox(6, name, control);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static ComboBox<ShownRun> run(TokensModel model) {
    ComboBox<ShownRun> box = new ComboBox<>(model.runs());
    box.setId("tokens-run");
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(ShownRun run) {
            return run == null ? "" : run.label();
          }

          @Override
          public ShownRun fromString(String label) {
            throw new UnsupportedOperationException("runs are chosen, not typed: " + label);
          }
        });
    box.valueProperty()
        .subscribe(
            run -> {
              if (run != null) {
                model.runProperty().set(Optional.of(run));
              }
            });
    return box;
  }

  private static ComboBox<String> checkpoint(TokensModel model) {
    ComboBox<String> box = new ComboBox<>();
    box.setId("tokens-checkpoint");
    box.getItems().addAll(TraceRequest.BEST, TraceRequest.LAST);
    box.setEditable(true);
    box.setPrefWidth(104);
    box.setTooltip(new Tooltip(Texts.text("tokens.checkpoint.help")));
    box.getEditor().textProperty().bindBidirectional(model.checkpointProperty());
    return box;
  }

  private static Spinner<Integer> most(TokensModel model) {
    Spinner<Integer> spinner = new Spinner<>(1, MOST_TOKENS, model.mostProperty().get(), STEP);
    spinner.setId("tokens-most");
    spinner.setEditable(true);
    spinner.setPrefWidth(104);
    spinner.setTooltip(new Tooltip(Texts.text("tokens.most.help")));
    spinner
        .valueProperty()
        .subscribe(
            value -> {
              if (value != null) {
                model.mostProperty().set(value);
              }
            });
    return spinner;
  }

  private static Button start(TokensModel model) {
    Button button = new Button(Texts.text("tokens.start"), Icons.icon(BootstrapIcons.PLAY_FILL));
    button.setId("tokens-start");
    button.getStyleClass().addAll("small", "accent");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Texts.text("tokens.start.help")));
    button
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.activityProperty().get() == TokensModel.Activity.RUNNING,
                model.activityProperty()));
    button.setOnAction(event -> model.start());
    return button;
  }

  private static Button cancel(TokensModel model) {
    Button button = new Button(Texts.text("tokens.cancel"));
    button.setId("tokens-cancel");
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    button
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.activityProperty().get() == TokensModel.Activity.AT_REST,
                model.activityProperty()));
    button.setOnAction(event -> model.cancel());
    return button;
  }
}
