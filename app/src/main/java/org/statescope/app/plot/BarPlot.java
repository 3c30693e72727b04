package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// Bars of numbers that belong to places 1 … n, such as singular values. A click or the keys left
/// and right select a place; a tolerance, where there is one, is a line that is dragged, or moved
/// with the keys up and down.
public final class BarPlot extends PlotPane {
  /// How near the pointer must come to the line of the tolerance, in pixels.
  private static final double REACH = 7;

  /// The part of a place's width that its bars fill on paper.
  private static final double FILLED = 0.78;

  private static final double PER_KEY = Math.pow(10, 0.25);

  private final Canvas bars = new Canvas();
  private BarScene scene = BarScene.EMPTY;
  private @Nullable DoubleProperty tolerance;
  private DoubleFunction<String> toleranceWords = TickFormat::text;
  private Subscription toleranceChanges = Subscription.EMPTY;
  private OptionalInt hovered = OptionalInt.empty();
  private OptionalInt selected = OptionalInt.empty();
  private IntConsumer onSelect = place -> {};
  private boolean dragging;
  private double pointerX;
  private double pointerY;

  public BarPlot(ChartTheme theme, boolean logarithmic) {
    super(new XYPlot(), theme);
    RoundAxis places = new RoundAxis();
    places.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    plot.setDomainAxis(places);
    plot.setRangeAxis(logarithmic ? new LogarithmicAxis() : new RoundAxis());
    plot.setDomainGridlinesVisible(false);
    addLayer(bars);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> leave());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    start();
  }

  public void setLabels(@Nullable String places, @Nullable String values) {
    plot.getDomainAxis().setLabel(places);
    plot.getRangeAxis().setLabel(values);
    repaint();
  }

  public void show(BarScene scene) {
    this.scene = scene;
    hovered = OptionalInt.empty();
    selected = selected.stream().filter(place -> place < scene.places()).findFirst();
    repaint();
  }

  public BarScene scene() {
    return scene;
  }

  /// Draws a tolerance as a line that the user may move.
  ///
  /// @param words what stands on the line
  public void setTolerance(DoubleProperty tolerance, DoubleFunction<String> words) {
    this.tolerance = tolerance;
    toleranceWords = words;
    toleranceChanges = tolerance.subscribe(value -> repaint());
  }

  @Override
  public Figure figure() {
    return new Figure(
        Objects.requireNonNullElse(getAccessibleText(), ""),
        List.of(),
        getWidth(),
        getHeight(),
        GridFigure.of(plot, scene.logarithmic(), boxes()),
        new BarTable(scene));
  }

  private List<GridFigure.Box> boxes() {
    List<GridFigure.Box> boxes = new ArrayList<>();
    int count = scene.series().size();
    double width = FILLED / Math.max(1, count);
    double least = plot.getRangeAxis().getRange().getLowerBound();
    for (int k = 0; k < count; k++) {
      BarScene.Series series = scene.series().get(k);
      for (int place = 0; place < scene.places(); place++) {
        double value = series.values()[place];
        if (Double.isFinite(value) && !(scene.logarithmic() && value <= 0)) {
          double left = place + 1 - FILLED / 2 + k * width;
          double foot = scene.logarithmic() ? least : 0;
          boxes.add(
              new GridFigure.Box(
                  left,
                  left + width,
                  foot,
                  value,
                  Colours.awt(series.colour().apply(ChartColours.LIGHT))));
        }
      }
    }
    return List.copyOf(boxes);
  }

  public void setOnSelect(IntConsumer onSelect) {
    this.onSelect = onSelect;
  }

  public void select(OptionalInt place) {
    selected = place;
    repaintOverlay();
  }

  @Override
  public void close() {
    super.close();
    toleranceChanges.unsubscribe();
  }

  OptionalInt hovered() {
    return hovered;
  }

  OptionalInt selected() {
    return selected;
  }

  double pointerX() {
    return pointerX;
  }

  double pointerY() {
    return pointerY;
  }

  @Nullable DoubleProperty tolerance() {
    return tolerance;
  }

  String toleranceWords(double value) {
    return toleranceWords.apply(value);
  }

  private OptionalInt placeAt(double x, double y) {
    if (!dataArea().contains(x, y)) {
      return OptionalInt.empty();
    }
    int place = (int) Math.round(valueAtX(x)) - 1;
    return place >= 0 && place < scene.places() ? OptionalInt.of(place) : OptionalInt.empty();
  }

  private boolean isOnTolerance(double x, double y) {
    return tolerance != null
        && dataArea().contains(x, y)
        && Math.abs(pixelOfY(tolerance.get()) - y) <= REACH;
  }

  private void point(MouseEvent event) {
    pointerX = event.getX();
    pointerY = event.getY();
    boolean onLine = isOnTolerance(pointerX, pointerY);
    setCursor(onLine ? Cursor.V_RESIZE : Cursor.DEFAULT);
    hovered = onLine ? OptionalInt.empty() : placeAt(pointerX, pointerY);
    repaintOverlay();
  }

  private void leave() {
    hovered = OptionalInt.empty();
    repaintOverlay();
  }

  private void press(MouseEvent event) {
    requestFocus();
    dragging = isOnTolerance(event.getX(), event.getY());
    event.consume();
  }

  private void drag(MouseEvent event) {
    if (dragging && tolerance != null) {
      Rectangle2D area = dataArea();
      tolerance.set(valueAtY(Math.clamp(event.getY(), area.getMinY(), area.getMaxY())));
    }
    event.consume();
  }

  private void release(MouseEvent event) {
    if (!dragging) {
      placeAt(event.getX(), event.getY()).ifPresent(this::choose);
    }
    dragging = false;
    event.consume();
  }

  private void choose(int place) {
    select(OptionalInt.of(place));
    onSelect.accept(place);
  }

  private void key(KeyEvent event) {
    int from = selected.orElse(-1);
    switch (event.getCode()) {
      case LEFT -> choose(Math.max(0, from - 1));
      case RIGHT -> choose(Math.min(scene.places() - 1, from + 1));
      case UP -> move(PER_KEY);
      case DOWN -> move(1 / PER_KEY);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(double factor) {
    if (tolerance != null) {
      tolerance.set(tolerance.get() * factor);
    }
  }

  @Override
  void applyColours(ChartColours colours) {
    // Bars take their colours when they are drawn.
  }

  @Override
  void prepare(double width, double height) {
    plot.getDomainAxis().setRange(new Range(0.4, Math.max(1, scene.places()) + 0.6), false, false);
    // A line that is being dragged must not move the axis under the pointer.
    if (!dragging) {
      double[] also = tolerance == null ? new double[0] : new double[] {tolerance.get()};
      plot.getRangeAxis().setRange(scene.values(also), false, false);
    }
  }

  @Override
  void chartDrawn() {
    Rectangle2D area = dataArea();
    bars.relocate(area.getX(), area.getY());
    bars.setWidth(area.getWidth());
    bars.setHeight(area.getHeight());
    new BarPainter(this, theme.colours()).paint(bars.getGraphicsContext2D(), area);
  }

  @Override
  void paintOver(GraphicsContext g, Rectangle2D area) {
    if (!area.isEmpty()) {
      new BarPainter(this, theme.colours()).paintOver(g, area);
    }
  }
}
