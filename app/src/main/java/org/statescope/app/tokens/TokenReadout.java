package org.statescope.app.tokens;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.trace.LayerTrace;
import org.statescope.training.run.trace.TokenTraceFile;
import org.statescope.training.run.trace.TracedText;

/// The channel that is looked at, and what it does at the chosen token: numbers of the system that
/// changes with the text beside those of the frozen one.
final class TokenReadout extends VBox implements AutoCloseable {
  static final double WIDTH = 300;

  private static final double NAMES_PERCENT = 52;

  private final TokensModel model;
  private final IntegerSpinnerValueFactory layers = new IntegerSpinnerValueFactory(0, 0);
  private final IntegerSpinnerValueFactory channels = new IntegerSpinnerValueFactory(0, 0);
  private final GridPane table = new GridPane();
  private final Subscription changes;

  TokenReadout(TokensModel model) {
    this.model = model;
    getStyleClass().add("census-pane");
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    setSpacing(8);
    Label title = new Label(Texts.text("tokens.channel.title"));
    title.getStyleClass().add("readout-section");
    GridPane choice = new GridPane();
    choice.setHgap(8);
    choice.setVgap(6);
    choice.addRow(0, name("tokens.layer"), spinner("tokens-layer", layers));
    choice.addRow(1, name("tokens.channel"), spinner("tokens-channel", channels));
    table.setId("tokens-readout");
    table.getStyleClass().add("census-table");
    table.setHgap(10);
    table.setVgap(3);
    ColumnConstraints names = new ColumnConstraints();
    names.setPercentWidth(NAMES_PERCENT);
    table.getColumnConstraints().add(names);
    ScrollPane scroll = new ScrollPane(table);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, choice, scroll);
    changes =
        Subscription.combine(
            layers.valueProperty().subscribe(value -> model.layerProperty().set(value)),
            channels.valueProperty().subscribe(value -> model.channelProperty().set(value)),
            model.traceProperty().subscribe(trace -> trace.ifPresent(this::bound)),
            model.tokenProperty().subscribe(value -> show()),
            model.answersProperty().subscribe(this::show));
    show();
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private void bound(TokenTraceFile trace) {
    layers.setMax(trace.layers() - 1);
    layers.setValue(model.layerProperty().get());
  }

  private static Label name(String key) {
    Label label = new Label(Texts.text(key));
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Spinner<Integer> spinner(String id, IntegerSpinnerValueFactory values) {
    Spinner<Integer> spinner = new Spinner<>(values);
    spinner.setId(id);
    spinner.setEditable(true);
    spinner.setPrefWidth(110);
    spinner.setAccessibleText(Texts.text(id.replace('-', '.')));
    return spinner;
  }

  private void show() {
    table.getChildren().clear();
    if (model.traceProperty().get().isEmpty() || model.answersProperty().get().isEmpty()) {
      return;
    }
    ChannelAnswers answers = model.answersProperty().get().get();
    TracedText text = model.traceProperty().get().get().text();
    LayerTrace trace = answers.steps().trace();
    channels.setMax(trace.channels() - 1);
    int token = Math.min(model.tokenProperty().get(), text.length() - 1);
    row("tokens.at", Texts.text("tokens.at.value", token + 1, text.length(), shown(text, token)));
    if (token > 0) {
      row("tokens.nats", PoleWords.number(text.nats()[token - 1]));
    }
    row("tokens.delta", PoleWords.number(answers.delta()[token]));
    row("tokens.energy", PoleWords.number(answers.energy()[token]));
    row("tokens.condition", condition(answers.condition()[token]));
    row("tokens.frozenCondition", condition(answers.frozenCondition()[token]));
    row("tokens.hankel", numbers(answers.readings().get(token).hankel(), 4));
    section("tokens.poles");
    for (Complex pole : answers.poles()) {
      Complex at = answers.steps().discrete(pole, token);
      row(PoleWords.complex(at), Texts.text("tokens.memory", memory(at)), false);
    }
    section("tokens.exponents");
    row("tokens.exponents.text", numbers(answers.exponents().exponents(), 4));
    row("tokens.exponents.drift", PoleWords.number(answers.exponents().drift()));
    row("tokens.exponents.frozen", numbers(answers.frozenExponents(), 4));
  }

  /// Tokens until a state of this pole decays by e.
  private static String memory(Complex pole) {
    double rate = -Math.log(pole.modulus());
    return rate > 0 ? PoleWords.number(1 / rate) : "∞";
  }

  private static String shown(TracedText text, int token) {
    int start = text.starts()[token];
    String piece = text.text().substring(start, start + Math.toIntExact(text.characters()[token]));
    return piece.isBlank() ? "␣" : piece;
  }

  private static String condition(double value) {
    return Double.isNaN(value) ? Texts.text("tokens.undefined") : PoleWords.number(value);
  }

  private static String numbers(double[] values, int most) {
    List<String> words =
        java.util.Arrays.stream(values).limit(most).mapToObj(PoleWords::number).toList();
    return String.join(", ", words) + (values.length > most ? ", …" : "");
  }

  private void section(String key) {
    Label label = new Label(Texts.text(key));
    label.getStyleClass().add("readout-section");
    label.setWrapText(true);
    table.add(label, 0, table.getRowCount(), 2, 1);
  }

  private void row(String key, String value) {
    row(Texts.text(key), value, true);
  }

  private void row(String name, String value, boolean muted) {
    Label left = new Label(name);
    left.setWrapText(true);
    left.setMinHeight(Region.USE_PREF_SIZE);
    if (muted) {
      left.getStyleClass().add("text-muted");
    }
    Label right = new Label(value);
    right.setWrapText(true);
    right.setMinHeight(Region.USE_PREF_SIZE);
    table.addRow(table.getRowCount(), left, right);
  }
}
