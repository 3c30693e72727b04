package org.statescope.app.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Curve;
import org.statescope.app.plot.HeatLegend;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.plot.Points;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.EmptyState;
import org.statescope.app.widget.SegmentedChoice;
import org.statescope.training.run.trace.TokenTraceFile;

/// A text in the colours of a quantity, curves of all quantities over its tokens, and the numbers
/// of one token.
public final class TokensView extends BorderPane implements AutoCloseable {
  private static final double SHARE_OF_TEXT = 0.42;
  private static final int FROZEN_COLOUR = 1;
  private static final double LEAST_PLOT = 40;

  private final TokensModel model;
  private final TokenText text;
  private final TokenReadout readout;
  private final HeatLegend legend;
  private final List<Panel> panels = new ArrayList<>();
  private final SplitPane content;
  private final StackPane center = new StackPane();
  private final TokensToolbar toolbar;
  private final Subscription changes;
  private Subscription keys = Subscription.EMPTY;

  public TokensView(TokensModel model, ChartTheme theme) {
    this.model = model;
    getStyleClass().add("tokens");
    text = new TokenText(model, theme);
    readout = new TokenReadout(model);
    legend = new HeatLegend(theme);
    PlotLink link = new PlotLink();
    for (TokenQuantity quantity : TokenQuantity.values()) {
      panels.add(new Panel(quantity, plot(link, theme, quantity)));
    }
    ScrollPane scroll = new ScrollPane(text);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    FlowPane colouring = new FlowPane(16, 8, choice(), legend);
    colouring.getStyleClass().add("view-toolbar");
    content = new SplitPane(new VBox(colouring, scroll), grid(theme));
    content.setOrientation(Orientation.VERTICAL);
    content.setDividerPositions(SHARE_OF_TEXT);
    toolbar = new TokensToolbar(model);
    setTop(toolbar);
    setCenter(center);
    setRight(readout);
    changes =
        Subscription.combine(
            model.traceProperty().subscribe(this::show),
            model.answersProperty().subscribe(this::show),
            model.activityProperty().subscribe(this::show),
            model.problemProperty().subscribe(this::show),
            model.quantityProperty().subscribe(this::show),
            model.tokenProperty().subscribe(value -> showToken()),
            theme.coloursProperty().subscribe(colours -> text.draw()));
    show();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    keys.unsubscribe();
    toolbar.close();
    readout.close();
    legend.close();
    panels.forEach(panel -> panel.plot.close());
  }

  /// The text, for tests that point at tokens.
  TokenText text() {
    return text;
  }

  private LinePlot plot(PlotLink link, ChartTheme theme, TokenQuantity quantity) {
    LinePlot plot = new LinePlot(theme, link, model.background(), model.foreground());
    plot.setId("tokens-plot-" + quantity.name().toLowerCase(java.util.Locale.ROOT));
    plot.setAccessibleText(Texts.text(quantity.key()));
    plot.setAccessibleHelp(Texts.text("plot.help"));
    plot.logarithmicProperty().set(quantity.isLogarithmic());
    plot.setOnScrub(this::moveTo);
    plot.setWholeX(true);
    plot.setXLabel(Texts.text("tokens.axis"), quantity == TokenQuantity.CONDITION);
    return plot;
  }

  private void moveTo(double x) {
    model
        .traceProperty()
        .get()
        .ifPresent(
            trace ->
                model
                    .tokenProperty()
                    .set((int) Math.clamp(Math.round(x) - 1, 0, trace.text().length() - 1)));
  }

  private GridPane grid(ChartTheme theme) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("live-plots");
    grid.setMinHeight(0);
    for (int column = 0; column < 2; column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setPercentWidth(50);
      grid.getColumnConstraints().add(constraints);
    }
    for (int row = 0; row < 3; row++) {
      RowConstraints constraints = new RowConstraints();
      constraints.setPercentHeight(100.0 / 3);
      constraints.setVgrow(Priority.ALWAYS);
      grid.getRowConstraints().add(constraints);
    }
    for (Panel panel : panels) {
      int place = panel.quantity.ordinal();
      boolean last = place == panels.size() - 1;
      grid.add(panel(panel, theme), place % 2, place / 2, last ? 2 : 1, 1);
    }
    return grid;
  }

  private Node choice() {
    SegmentedChoice choice =
        new SegmentedChoice(
            "tokens-quantity",
            "tokens-colour-",
            TokenQuantity.values(),
            model.quantityProperty(),
            TokenQuantity::key);
    keys = keys.and(choice::close);
    return choice;
  }

  private void show() {
    center.getChildren().setAll(what());
    Optional<TokenTraceFile> trace = model.traceProperty().get();
    if (trace.isEmpty() || model.answersProperty().get().isEmpty()) {
      return;
    }
    TokenQuantity quantity = model.quantityProperty().get();
    double[] values = model.values(quantity).orElseThrow();
    double[] positions = TokenText.positions(values, quantity.isLogarithmic());
    text.show(trace.get().text(), positions);
    showLegend(quantity, values);
    for (Panel panel : panels) {
      panel.plot.setCurves(curves(panel.quantity), List.of());
    }
    showToken();
  }

  private Node what() {
    Optional<String> problem = model.problemProperty().get();
    if (problem.isPresent()) {
      return new EmptyState(
          BootstrapIcons.EXCLAMATION_TRIANGLE, Texts.text("tokens.problem"), problem.get());
    }
    if (model.answersProperty().get().isPresent()) {
      return content;
    }
    if (model.activityProperty().get() != TokensModel.Activity.AT_REST) {
      ProgressIndicator wheel = new ProgressIndicator();
      wheel.setMaxSize(32, 32);
      return new Label(Texts.text("tokens.waiting"), wheel);
    }
    return new EmptyState(
        BootstrapIcons.FONTS, Texts.text("tokens.empty"), Texts.text("tokens.emptyAdvice"));
  }

  private void showLegend(TokenQuantity quantity, double[] values) {
    double[] known =
        java.util.Arrays.stream(values).filter(value -> Double.isFinite(value)).sorted().toArray();
    if (known.length == 0) {
      legend.show(Texts.text("tokens.undefined"), "", "", "");
      return;
    }
    legend.show(
        Texts.text(quantity.key()),
        PoleWords.number(known[(int) (0.02 * (known.length - 1))]),
        PoleWords.number(known[(int) Math.ceil(0.98 * (known.length - 1))]),
        "");
  }

  private List<Curve> curves(TokenQuantity quantity) {
    List<Curve> curves = new ArrayList<>();
    String along = Texts.text("tokens.along");
    curves.add(curve(along, quantity, 0, model.values(quantity).orElseThrow()));
    if (quantity == TokenQuantity.CONDITION) {
      curves.add(
          curve(
              Texts.text("tokens.frozen"),
              quantity,
              FROZEN_COLOUR,
              model.answersProperty().get().orElseThrow().frozenCondition()));
    }
    return curves;
  }

  /// Tokens are counted from 1; those without a value are left out.
  private static Curve curve(String label, TokenQuantity quantity, int colour, double[] values) {
    double[] x = new double[values.length];
    double[] y = new double[values.length];
    int count = 0;
    for (int t = 0; t < values.length; t++) {
      if (Double.isFinite(values[t]) && (values[t] > 0 || !quantity.isLogarithmic())) {
        x[count] = t + 1;
        y[count++] = values[t];
      }
    }
    return new Curve(
        label,
        Texts.text(quantity.key()),
        colour,
        Curve.Style.LINE,
        Points.of(java.util.Arrays.copyOf(x, count), java.util.Arrays.copyOf(y, count)),
        0,
        step -> step);
  }

  private void showToken() {
    text.draw();
    panels.forEach(panel -> panel.plot.setCursor(model.tokenProperty().get() + 1L));
  }

  /// A plot under its title; what its colours mean stands beside it where there are two.
  private VBox panel(Panel panel, ChartTheme theme) {
    boolean compares = panel.quantity == TokenQuantity.CONDITION;
    Label title = new Label(Texts.text(compares ? "tokens.conditionTitle" : panel.quantity.key()));
    title.getStyleClass().add("plot-title");
    title.setLabelFor(panel.plot);
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    FlowPane line = new FlowPane(14, 4, title);
    line.setAlignment(Pos.CENTER_LEFT);
    if (compares) {
      line.getChildren().add(key("tokens.along", 0, theme));
      line.getChildren().add(key("tokens.frozen", FROZEN_COLOUR, theme));
    }
    panel.plot.setMinHeight(LEAST_PLOT);
    VBox.setVgrow(panel.plot, Priority.ALWAYS);
    VBox box = new VBox(line, panel.plot);
    box.setMinHeight(0);
    return box;
  }

  private Label key(String text, int colour, ChartTheme theme) {
    Rectangle swatch = new Rectangle(14, 3);
    keys =
        Subscription.combine(
            keys,
            theme
                .coloursProperty()
                .subscribe(colours -> swatch.setFill(colours.series().get(colour))));
    Label label = new Label(Texts.text(text), swatch);
    label.getStyleClass().add("evidence-note");
    return label;
  }

  private record Panel(TokenQuantity quantity, LinePlot plot) {}
}
