package org.statescope.app.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Curve;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.plot.Points;
import org.statescope.app.texts.Texts;

/// Step and impulse responses, the Bode plot and the spectra of the system, before faintly behind
/// after. Where there is room all stand beside one another; else one pair at a time.
final class ResponsePanels extends VBox implements AutoCloseable {
  private static final double ROOM_FOR_ALL = 780;
  private static final double LEAST_PLOT = 70;
  private static final double FAINT = 0.45;

  private final DesignModel model;
  private final ChartTheme theme;
  private final LinePlot step;
  private final LinePlot impulse;
  private final LinePlot magnitude;
  private final LinePlot phase;
  private final BarPlot gramians;
  private final BarPlot hankel;
  private final List<List<Region>> pairs;
  private final SegmentedButton choice = new SegmentedButton();
  private final StackPane place = new StackPane();
  private final Label note = new Label();
  private final Label before;
  private final Label after;
  private final List<Subscription> keys = new ArrayList<>();
  private final Subscription changes;
  private int open;
  private boolean all;

  ResponsePanels(DesignModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    PlotLink times = new PlotLink();
    PlotLink frequencies = new PlotLink();
    step = line("design-step", times);
    impulse = line("design-impulse", times);
    magnitude = line("design-magnitude", frequencies);
    phase = line("design-phase", frequencies);
    magnitude.showDecades();
    phase.showDecades();
    gramians = bars("design-gramians");
    hankel = bars("design-hankel");
    pairs =
        List.of(
            List.of(titled(step), titled(impulse)),
            List.of(titled(magnitude), titled(phase)),
            List.of(
                titled(
                    gramians,
                    Bars.key("controllable", theme, keys),
                    Bars.key("observable", theme, keys)),
                titled(hankel)));
    choice.setId("design-plots");
    for (int i = 0; i < pairs.size(); i++) {
      choice.getButtons().add(button(i));
    }
    choice.getButtons().getFirst().setSelected(true);
    note.getStyleClass().add("evidence-note");
    note.setId("design-note");
    note.managedProperty().bind(note.textProperty().isNotEmpty());
    before = mark("design.before", Curve.Style.FAINT);
    after = mark("design.after", Curve.Style.LINE);
    HBox legend = new HBox(14, before, after);
    legend.setAlignment(Pos.CENTER_LEFT);
    FlowPane line = new FlowPane(16, 4, choice, legend, note);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("view-toolbar");
    VBox.setVgrow(place, Priority.ALWAYS);
    place.setMinSize(0, 0);
    setMinSize(0, 0);
    getChildren().addAll(line, place);
    arrange();
    widthProperty().subscribe(width -> fit(width.doubleValue() >= ROOM_FOR_ALL));
    changes = model.comparisonProperty().subscribe(shown -> shown.ifPresent(this::show));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    keys.forEach(Subscription::unsubscribe);
    List.of(step, impulse, magnitude, phase).forEach(LinePlot::close);
    gramians.close();
    hankel.close();
  }

  private LinePlot line(String id, PlotLink link) {
    LinePlot plot = new LinePlot(theme, link, model.background(), model.foreground());
    plot.setId(id);
    plot.setAccessibleText(Texts.text(key(id)));
    plot.setAccessibleHelp(Texts.text("plot.help"));
    plot.setMinHeight(LEAST_PLOT);
    return plot;
  }

  private BarPlot bars(String id) {
    BarPlot plot = new BarPlot(theme, true);
    plot.setId(id);
    plot.setAccessibleText(Texts.text(key(id)));
    plot.setAccessibleHelp(Texts.text("plot.help"));
    plot.setMinHeight(LEAST_PLOT);
    return plot;
  }

  private static String key(String id) {
    return id.replace('-', '.');
  }

  private static Region titled(Region plot, Label... keys) {
    Label title = new Label(plot.getAccessibleText());
    title.getStyleClass().add("plot-title");
    title.setLabelFor(plot);
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    VBox.setVgrow(plot, Priority.ALWAYS);
    FlowPane line = new FlowPane(12, 2, title);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getChildren().addAll(keys);
    VBox box = new VBox(line, plot);
    box.setMinSize(0, 0);
    return box;
  }

  private ToggleButton button(int pair) {
    List<String> names = List.of("responses", "bode", "spectra");
    ToggleButton button = new ToggleButton(Texts.text("design.plots." + names.get(pair)));
    button.setId("design-plots-" + names.get(pair));
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(
        event -> {
          open = pair;
          button.setSelected(true);
          arrange();
        });
    return button;
  }

  private void fit(boolean roomForAll) {
    if (roomForAll != all) {
      all = roomForAll;
      arrange();
    }
  }

  private void arrange() {
    choice.setVisible(!all);
    choice.setManaged(!all);
    if (!all) {
      place.getChildren().setAll(shared(new HBox(), pairs.get(open)));
      return;
    }
    List<Region> columns = new ArrayList<>();
    for (List<Region> pair : pairs) {
      columns.add(shared(new VBox(), pair));
    }
    place.getChildren().setAll(shared(new HBox(), columns));
  }

  /// Gives all parts the same room.
  private static Region shared(Pane box, List<Region> parts) {
    for (Region part : parts) {
      HBox.setHgrow(part, Priority.ALWAYS);
      VBox.setVgrow(part, Priority.ALWAYS);
      part.setMinSize(0, 0);
      part.setPrefSize(200, 100);
    }
    box.setMinSize(0, 0);
    box.getChildren().setAll(parts);
    return box;
  }

  private Label mark(String key, Curve.Style style) {
    Rectangle mark = new Rectangle(14, 3);
    keys.add(theme.coloursProperty().subscribe(colours -> paint(mark, style)));
    keys.add(model.subjectProperty().subscribe(subject -> paint(mark, style)));
    Label label = new Label(Texts.text(key), mark);
    label.getStyleClass().add("evidence-note");
    return label;
  }

  private void paint(Rectangle mark, Curve.Style style) {
    mark.setFill(theme.colours().series(model.colour()));
    mark.setOpacity(style == Curve.Style.FAINT ? FAINT : 1);
  }

  private void show(Comparison shown) {
    before.setVisible(shown.isEdited());
    after.setVisible(shown.isEdited());
    boolean discrete = shown.before().system().isDiscrete();
    String time = Texts.text(discrete ? "design.axis.samples" : "design.axis.time");
    impulse.setXLabel(time, true);
    step.setXLabel(time, true);
    String frequency = Texts.text(discrete ? "design.axis.angle" : "design.axis.frequency");
    magnitude.setXLabel(frequency, true);
    phase.setXLabel(frequency, true);
    double[] times = shown.grid().times();
    double[] decades = Arrays.stream(shown.grid().frequencies()).map(Math::log10).toArray();
    draw(step, shown, times, SystemAnswers::step);
    draw(impulse, shown, times, SystemAnswers::impulse);
    draw(magnitude, shown, decades, SystemAnswers::decibels);
    draw(phase, shown, decades, SystemAnswers::degrees);
    List<String> sentences = new ArrayList<>();
    showSpectra(shown, sentences);
    note.setText(String.join(" ", sentences));
  }

  private void draw(
      LinePlot plot, Comparison shown, double[] x, Function<SystemAnswers, double[]> values) {
    List<Curve> curves = new ArrayList<>();
    String quantity = String.valueOf(plot.getAccessibleText());
    if (shown.isEdited()) {
      curves.add(
          curve(
              Texts.text("design.before"),
              quantity,
              Curve.Style.FAINT,
              x,
              values.apply(shown.before())));
    }
    curves.add(
        curve(
            Texts.text(shown.isEdited() ? "design.after" : "design.now"),
            quantity,
            Curve.Style.LINE,
            x,
            values.apply(shown.after())));
    plot.setCurves(curves, List.of());
  }

  private Curve curve(String label, String quantity, Curve.Style style, double[] x, double[] y) {
    double[] finiteX = new double[y.length];
    double[] finiteY = new double[y.length];
    int count = 0;
    for (int i = 0; i < y.length; i++) {
      if (Double.isFinite(y[i])) {
        finiteX[count] = x[i];
        finiteY[count++] = y[i];
      }
    }
    return new Curve(
        label,
        quantity,
        model.colour(),
        style,
        Points.of(Arrays.copyOf(finiteX, count), Arrays.copyOf(finiteY, count)),
        0,
        at -> at);
  }

  private void showSpectra(Comparison shown, List<String> sentences) {
    switch (shown.after().spectra()) {
      case SystemAnswers.Spectra.None(String reason) -> {
        gramians.show(BarScene.EMPTY);
        hankel.show(BarScene.EMPTY);
        sentences.add(reason);
      }
      case SystemAnswers.Spectra.Known after -> {
        Optional<SystemAnswers.Spectra.Known> before =
            shown.isEdited()
                    && shown.before().spectra() instanceof SystemAnswers.Spectra.Known known
                ? Optional.of(known)
                : Optional.empty();
        List<Bars> first = new ArrayList<>();
        before.ifPresent(
            known -> first.add(new Bars("controllable", known.controllability(), true)));
        first.add(new Bars("controllable", after.controllability(), false));
        before.ifPresent(known -> first.add(new Bars("observable", known.observability(), true)));
        first.add(new Bars("observable", after.observability(), false));
        gramians.show(Bars.scene(first));
        List<Bars> second = new ArrayList<>();
        before.ifPresent(known -> second.add(new Bars("hankel", known.hankel(), true)));
        second.add(new Bars("hankel", after.hankel(), false));
        hankel.show(Bars.scene(second));
      }
    }
  }
}
