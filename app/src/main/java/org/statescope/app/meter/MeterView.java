package org.statescope.app.meter;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.live.RunScalars;
import org.statescope.app.live.Scalars;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Curve;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.event.Tags;

/// The constraint meter below the live curves: closed it says its summary in a line, open it says
/// run by run what keeps it stable, and draws the changes of those that have a rule.
public final class MeterView extends TitledPane implements AutoCloseable {
  private static final double MOST_HEIGHT = 232;

  /// The part of the page that the open meter takes at most.
  private static final double SHARE = 0.36;

  private static final double PLOT_WIDTH = 340;

  private final MeterModel model;
  private final ChartTheme theme;
  private final VBox cards = new VBox();
  private final ScrollPane scroll;
  private final LinePlot plot;
  private final VBox plotBox;
  private final Subscription changes;

  public MeterView(MeterModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    setId("meter");
    getStyleClass().add("meter");
    setExpanded(false);
    setAnimated(false);
    cards.getStyleClass().add("meter-cards");
    plot = model.live().plot(new PlotLink(), theme);
    plot.setAccessibleText(Texts.text("meter.plot"));
    plot.setWholeX(true);
    plot.setXLabel(Texts.text("live.axis.STEP"), true);
    plotBox = plotBox();
    scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("meter-scroll");
    scroll.setId("meter-cards");
    scroll.setFocusTraversable(true);
    scroll.setAccessibleText(Texts.text("meter.cards"));
    HBox.setHgrow(scroll, Priority.ALWAYS);
    HBox content = new HBox(scroll, plotBox);
    content.setMinHeight(0);
    setContent(content);
    setMinHeight(USE_PREF_SIZE);
    parentProperty()
        .subscribe(
            parent -> {
              if (parent instanceof Region page) {
                content
                    .prefHeightProperty()
                    .bind(
                        page.heightProperty()
                            .map(height -> Math.min(MOST_HEIGHT, SHARE * height.doubleValue())));
              }
            });
    model.detailedProperty().bind(expandedProperty());
    changes =
        Subscription.combine(
            model.metersProperty().subscribe(this::show),
            theme.coloursProperty().subscribe(this::show),
            expandedProperty().subscribe(this::show));
    show();
  }

  /// Opens the meter and gives it the keyboard, whose arrow keys then scroll it; or closes it.
  public void toggle() {
    setExpanded(!isExpanded());
    if (isExpanded()) {
      // What was closed is not in sight yet, and what is not takes no focus.
      Platform.runLater(scroll::requestFocus);
    } else {
      requestFocus();
    }
  }

  private VBox plotBox() {
    Label title = new Label(Texts.text("meter.plot"));
    title.getStyleClass().add("plot-title");
    title.setLabelFor(plot);
    VBox.setVgrow(plot, Priority.ALWAYS);
    VBox box = new VBox(title, plot);
    box.setPrefWidth(PLOT_WIDTH);
    box.setMinWidth(PLOT_WIDTH);
    return box;
  }

  private void show() {
    List<RunMeter> meters = model.metersProperty().get();
    setText(summary(meters));
    if (!isExpanded()) {
      return;
    }
    cards
        .getChildren()
        .setAll(
            meters.stream()
                .map(meter -> new MeterCard(meter, theme.coloursProperty().getValue()))
                .toList());
    Label lesson = new Label(Texts.text("meter.lesson"));
    lesson.getStyleClass().addAll("meter-words", "text-muted");
    lesson.setWrapText(true);
    lesson.setMinHeight(Region.USE_PREF_SIZE);
    cards.getChildren().add(lesson);
    List<Curve> curves =
        model.live().scalarsProperty().get().stream().flatMap(run -> curve(run).stream()).toList();
    plotBox.setVisible(!curves.isEmpty());
    plotBox.setManaged(!curves.isEmpty());
    plot.setCurves(curves, List.of());
    plot.setCursor(model.live().cursor().step());
  }

  private static Optional<Curve> curve(RunScalars run) {
    Scalars reports = run.scalars(Tags.CONSTRAINED);
    return reports.size() == 0
        ? Optional.empty()
        : Optional.of(
            new Curve(
                run.run().label(),
                Tags.CONSTRAINED,
                run.run().colour(),
                Curve.Style.LINE,
                reports.along(org.statescope.app.live.Axis.STEP, 1),
                0,
                step -> step));
  }

  private static String summary(List<RunMeter> meters) {
    if (meters.isEmpty()) {
      return Texts.text("meter.title.none");
    }
    long certified = meters.stream().filter(meter -> meter.guarantee().isCertified()).count();
    long ruled = meters.stream().filter(meter -> meter.guarantee().isRule()).count();
    return Texts.text("meter.title", certified, ruled, meters.size() - certified - ruled);
  }

  @Override
  public void close() {
    model.detailedProperty().unbind();
    changes.unsubscribe();
    plot.close();
  }
}
