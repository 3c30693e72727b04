package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.fx.FXGraphics2D;
import org.jspecify.annotations.Nullable;

/// A chart on a canvas, with a second canvas above it for what follows the pointer: moving a cursor
/// never draws the chart again. Requests to draw are gathered until the JavaFX thread is free, and
/// wait while the pane is not in sight: on a page that is not open, or scrolled away.
///
/// JFreeChart-FX's own ChartCanvas draws once for each change of width and of height and keeps an
/// entity per item; live curves can afford neither, so the chart is drawn here, by the same
/// FXGraphics2D.
abstract class PlotPane extends Region implements FigurePlot, AutoCloseable {
  private static final double PREFERRED_WIDTH = 420;
  private static final double PREFERRED_HEIGHT = 240;

  /// All plots leave the same room for their vertical axis, so that those above one another align.
  static final double VERTICAL_AXIS_ROOM = 64;

  private static final PaintTurn TURN = new PaintTurn();

  final XYPlot plot;
  final ChartTheme theme;
  private final JFreeChart chart;
  private final Canvas canvas = new Canvas();
  private final Canvas overlay = new Canvas();
  private Rectangle2D dataArea = new Rectangle2D.Double();
  private Subscription changes = Subscription.EMPTY;
  private final Runnable look = this::paintInSight;
  private @Nullable Scene watched;
  private boolean chartPending;
  private boolean pending;

  PlotPane(XYPlot plot, ChartTheme theme) {
    this.plot = plot;
    this.theme = theme;
    AxisSpace room = new AxisSpace();
    room.setLeft(VERTICAL_AXIS_ROOM);
    plot.setFixedRangeAxisSpace(room);
    chart = new JFreeChart(null, null, plot, false);
    chart.setNotify(false);
    canvas.setMouseTransparent(true);
    overlay.setMouseTransparent(true);
    getChildren().addAll(canvas, overlay);
    setFocusTraversable(true);
    getStyleClass().add("plot");
    setMinSize(120, 90);
    setPrefSize(PREFERRED_WIDTH, PREFERRED_HEIGHT);
  }

  /// Follows theme and focus; the last thing a subclass's constructor does.
  final void start() {
    changes =
        Subscription.combine(
            theme.coloursProperty().subscribe(this::dress),
            sceneProperty().subscribe(this::enter),
            focusVisibleProperty().subscribe(this::repaintOverlay));
  }

  /// The chart itself, for drawing it on another Graphics2D.
  public final JFreeChart chart() {
    return chart;
  }

  @Override
  public final Node node() {
    return this;
  }

  @Override
  public final boolean isDrawn() {
    return !dataArea.isEmpty();
  }

  /// Where data is drawn, in this pane's coordinates; empty before the first drawing.
  public final Rectangle2D dataArea() {
    return dataArea;
  }

  public final double valueAtX(double pixel) {
    return plot.getDomainAxis().java2DToValue(pixel, dataArea, RectangleEdge.BOTTOM);
  }

  public final double valueAtY(double pixel) {
    return plot.getRangeAxis().java2DToValue(pixel, dataArea, RectangleEdge.LEFT);
  }

  public final double pixelOfX(double value) {
    return plot.getDomainAxis().valueToJava2D(value, dataArea, RectangleEdge.BOTTOM);
  }

  public final double pixelOfY(double value) {
    return plot.getRangeAxis().valueToJava2D(value, dataArea, RectangleEdge.LEFT);
  }

  @Override
  public void close() {
    changes.unsubscribe();
    waitForSight(null);
  }

  /// Draws the chart and everything above it soon.
  final void repaint() {
    chartPending = true;
    repaintOverlay();
  }

  /// Draws only what lies above the chart soon.
  final void repaintOverlay() {
    if (!pending) {
      pending = true;
      Platform.runLater(this::paint);
    }
  }

  /// Puts the colours of the theme on what the subclass added to the plot.
  abstract void applyColours(ChartColours colours);

  /// Sets the axis ranges; called just before the chart is drawn on an area of about this size.
  abstract void prepare(double width, double height);

  /// Called when the chart has been drawn and the data area is known.
  abstract void chartDrawn();

  /// Draws what follows the pointer.
  abstract void paintOver(GraphicsContext g, Rectangle2D area);

  /// Pixels of the screen for one of the scene.
  final double screenScale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
  }

  /// Puts a layer between the chart and what follows the pointer.
  final void addLayer(Node layer) {
    layer.setMouseTransparent(true);
    layer.setManaged(false);
    getChildren().add(1, layer);
  }

  @Override
  protected void layoutChildren() {
    double width = Math.floor(getWidth());
    double height = Math.floor(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      for (Canvas layer : new Canvas[] {canvas, overlay}) {
        layer.setWidth(width);
        layer.setHeight(height);
      }
      // A page that is seen for the first time draws each of its plots in a turn of its own.
      if (isDrawn() && TURN.hasTime(System.nanoTime())) {
        chartPending = true;
        paint();
        TURN.drawn(System.nanoTime());
      } else {
        repaint();
      }
    }
  }

  private void dress(ChartColours colours) {
    ChartStyle.apply(chart, plot, colours);
    applyColours(colours);
    repaint();
  }

  /// Draws what was asked for while the pane had no scene.
  private void enter(@Nullable Scene scene) {
    waitForSight(null);
    if (scene != null) {
      repaintOverlay();
    }
  }

  /// Looks after every layout of a scene whether the pane has come into sight; never for null.
  private void waitForSight(@Nullable Scene scene) {
    if (scene == watched) {
      return;
    }
    if (watched != null) {
      watched.removePostLayoutPulseListener(look);
    }
    watched = scene;
    if (scene != null) {
      scene.addPostLayoutPulseListener(look);
    }
  }

  private void paintInSight() {
    if (isInSight()) {
      waitForSight(null);
      paint();
    }
  }

  /// Whether no clip, such as that of a pane that scrolls, cuts the whole pane off.
  private boolean isInSight() {
    Bounds own = localToScene(getLayoutBounds());
    for (Parent above = getParent(); above != null; above = above.getParent()) {
      Node clip = above.getClip();
      if (clip != null && !above.localToScene(clip.getBoundsInParent()).intersects(own)) {
        return false;
      }
    }
    return true;
  }

  private void paint() {
    pending = false;
    if (getScene() == null) {
      return;
    }
    if (!isInSight()) {
      waitForSight(getScene());
      return;
    }
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width <= 0 || height <= 0) {
      return;
    }
    if (chartPending) {
      chartPending = false;
      paintChart(width, height);
    }
    GraphicsContext g = overlay.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    g.save();
    paintOver(g, dataArea);
    if (isFocusVisible()) {
      g.setStroke(theme.colours().cursor());
      g.setLineWidth(1);
      g.strokeRect(0.5, 0.5, width - 1, height - 1);
    }
    g.restore();
  }

  private void paintChart(double width, double height) {
    prepare(width, height);
    ChartRenderingInfo info = new ChartRenderingInfo(null);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    g.save();
    // A new one each time: it remembers the font it set, which save and restore take from under it.
    FXGraphics2D graphics = new FXGraphics2D(g);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height), null, info);
    g.restore();
    dataArea = info.getPlotInfo().getDataArea();
    chartDrawn();
  }
}
