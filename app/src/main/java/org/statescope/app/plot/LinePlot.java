package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;

/// Live curves over training. Curves are smoothed and thinned in the background, at most 20 times a
/// second; dragging over the plot moves the step cursor, the wheel zooms all linked plots.
public final class LinePlot extends PlotPane {
  private static final int COLUMNS_BEFORE_DRAWING = 400;

  private final PlotLink link;
  private final LatestTask task;
  private final PreparedDataset dataset = new PreparedDataset();
  private final CurveLayer layer = new CurveLayer();
  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final PlotGestures gestures;
  private final Subscription changes;
  private String xLabel = "x";
  private List<Curve> curves = List.of();
  private final BandPainter bandPainter = new BandPainter();
  private List<SeedBand> bands = List.of();
  private List<Prepared.Smoothed> smoothed = List.of();
  private List<ReadyBand> readyBands = List.of();
  private Prepared prepared = Prepared.NOTHING;
  private Optional<Range> zoomedValues = Optional.empty();
  private int preparedColumns = COLUMNS_BEFORE_DRAWING;
  private OptionalLong cursor = OptionalLong.empty();
  private DoubleConsumer onScrub = x -> {};
  private boolean stale;

  public LinePlot(
      ChartTheme theme, PlotLink link, ScheduledExecutorService background, Executor foreground) {
    super(new XYPlot(), theme);
    this.link = link;
    task = new LatestTask(background, foreground, LatestTask.SCREEN_INTERVAL);
    plot.setDomainAxis(new RoundAxis());
    plot.setRangeAxis(new RoundAxis());
    plot.setDataset(dataset);
    LayeredRenderer renderer = new LayeredRenderer();
    renderer.addAnnotation(bandPainter, Layer.BACKGROUND);
    plot.setRenderer(renderer);
    addLayer(layer);
    gestures = new PlotGestures(this, new LinePlotGestures(this));
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> point(event.getX(), event.getY()));
    addEventHandler(
        MouseEvent.MOUSE_EXITED, event -> link.pointerProperty().set(OptionalDouble.empty()));
    start();
    changes =
        Subscription.combine(
            logarithmic.subscribe(this::useAxis),
            link.visibleProperty()
                .subscribe(
                    range -> {
                      prepareLater();
                      repaint();
                    }),
            link.pointerProperty().subscribe(this::repaintOverlay),
            sceneProperty()
                .subscribe(
                    () -> {
                      if (stale) {
                        prepareLater();
                      }
                    }));
  }

  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  /// What the x axis counts.
  ///
  /// @param shown false for a plot above another one that says it
  public void setXLabel(String label, boolean shown) {
    xLabel = label;
    plot.getDomainAxis().setLabel(shown ? label : null);
    repaint();
  }

  /// Whether x counts whole things, such as steps: then no tick stands between two of them.
  public void setWholeX(boolean whole) {
    ((NumberAxis) plot.getDomainAxis())
        .setStandardTickUnits(
            whole ? NumberAxis.createIntegerTickUnits() : NumberAxis.createStandardTickUnits());
    repaint();
  }

  /// Says that the curves' x is a common logarithm: the axis shows the numbers themselves.
  public void showDecades() {
    DecadeAxis axis = new DecadeAxis();
    axis.setLabel(plot.getDomainAxis().getLabel());
    plot.setDomainAxis(axis);
    ChartStyle.apply(chart(), plot, theme.colours());
    repaint();
  }

  private boolean isInDecades() {
    return plot.getDomainAxis() instanceof DecadeAxis;
  }

  @Override
  public Figure figure() {
    return new Figure(
        Objects.requireNonNullElse(getAccessibleText(), ""),
        LineFigure.legend(inFront()),
        getWidth(),
        getHeight(),
        new LineFigure(
            prepared,
            shownX(),
            plot.getRangeAxis().getRange(),
            logarithmic.get(),
            xLabel,
            isInDecades()),
        new LineFigure.Numbers(
            Stream.concat(smoothed.stream(), means()).toList(), xLabel, isInDecades()));
  }

  /// Called with the x position when the user clicks or drags over the plot.
  public void setOnScrub(DoubleConsumer onScrub) {
    this.onScrub = onScrub;
  }

  /// Replaces all curves; what is on screen stays until the new ones are prepared.
  ///
  /// @param bands bands over some of the curves, which then stay faintly behind
  public void setCurves(List<Curve> curves, List<SeedBand> bands) {
    this.curves = List.copyOf(curves);
    this.bands = List.copyOf(bands);
    prepareLater();
  }

  /// Moves the step cursor: a line through, and a dot on, every curve that has reached the step.
  public void setCursor(long step) {
    cursor = OptionalLong.of(step);
    repaintOverlay();
  }

  /// Where the step cursor stands on each curve that is drawn.
  List<Mark> marks() {
    return cursor.isEmpty()
        ? List.of()
        : inFront().stream().flatMap(curve -> mark(curve, cursor.getAsLong()).stream()).toList();
  }

  /// The curves without those behind a band, and the means of the bands.
  private List<Prepared.Smoothed> inFront() {
    return Stream.concat(
            smoothed.stream()
                .filter(each -> readyBands.stream().noneMatch(band -> band.isOver(each.curve()))),
            means())
        .toList();
  }

  private Stream<Prepared.Smoothed> means() {
    return readyBands.stream()
        .map(band -> new Prepared.Smoothed(band.meanCurve(), band.points().mean()));
  }

  private Optional<Mark> mark(Prepared.Smoothed curve, long step) {
    double x = curve.curve().position().applyAsDouble(step);
    int index = curve.points().floorIndex(x);
    if (index < 0) {
      return Optional.empty();
    }
    double y = curve.points().y(index);
    boolean drawable = y > 0 || !logarithmic.get();
    return drawable ? Optional.of(new Mark(curve.curve(), x, y)) : Optional.empty();
  }

  /// How many points one pixel stands for where they are densest; 1 when every point is drawn.
  public double pointsPerPixel() {
    return prepared.pointsPerPixel();
  }

  /// What is drawn now.
  Prepared prepared() {
    return prepared;
  }

  PlotLink link() {
    return link;
  }

  Range shownX() {
    return plot.getDomainAxis().getRange();
  }

  void zoomValues(Optional<Range> values) {
    zoomedValues = values;
    repaint();
  }

  void scrub(double pixel) {
    if (prepared.extent().isPresent()) {
      onScrub.accept(valueAtX(pixel));
    }
  }

  @Override
  public void close() {
    super.close();
    changes.unsubscribe();
    task.close();
  }

  @Override
  void applyColours(ChartColours colours) {
    bandPainter.dress(colours);
  }

  @Override
  void prepare(double width, double height) {
    Range x = link.visibleProperty().get().or(prepared::extent).orElse(new Range(0, 1));
    plot.getDomainAxis().setRange(Ranges.widened(x), false, false);
    Range y =
        zoomedValues.orElse(
            Ranges.padded(
                prepared.values().orElse(Ranges.unit(logarithmic.get())), logarithmic.get()));
    plot.getRangeAxis().setRange(y, false, false);
  }

  /// The curves follow the axes, and the number of columns to thin for is known, once the chart has
  /// been drawn.
  @Override
  void chartDrawn() {
    if (!dataArea().isEmpty()) {
      layer.draw(
          prepared.strokes(),
          shownX(),
          plot.getRangeAxis().getRange(),
          logarithmic.get(),
          dataArea(),
          theme.colours(),
          screenScale());
    }
    int columns = (int) dataArea().getWidth();
    if (columns != preparedColumns) {
      preparedColumns = columns;
      prepareLater();
    }
  }

  @Override
  void paintOver(GraphicsContext g, Rectangle2D area) {
    new CursorPainter(this, g, area).paint(gestures.box());
  }

  private void point(double x, double y) {
    boolean inside = dataArea().contains(x, y);
    link.pointerProperty().set(inside ? OptionalDouble.of(valueAtX(x)) : OptionalDouble.empty());
  }

  private void useAxis() {
    plot.setRangeAxis(logarithmic.get() ? new LogarithmicAxis() : new RoundAxis());
    ChartStyle.apply(chart(), plot, theme.colours());
    zoomedValues = Optional.empty();
    prepareLater();
    repaint();
  }

  /// A plot on a page that is not open prepares its curves when it is shown again.
  private void prepareLater() {
    stale = getScene() == null;
    if (stale) {
      return;
    }
    List<Curve> wanted = curves;
    List<SeedBand> wantedBands = bands;
    List<Prepared.Smoothed> known = smoothed;
    Optional<Range> visible = link.visibleProperty().get();
    int pixels = preparedColumns;
    boolean onlyPositive = logarithmic.get();
    task.run(
        () -> {
          List<Prepared.Smoothed> all = smoothed(wanted, known);
          List<ReadyBand> ready =
              wantedBands.stream().map(band -> ReadyBand.of(band, all)).toList();
          return new Ready(all, ready, Prepared.of(all, ready, visible, pixels, onlyPositive));
        },
        ready -> {
          smoothed = ready.smoothed;
          readyBands = ready.bands;
          prepared = ready.prepared;
          dataset.show(prepared);
          bandPainter.show(prepared.shades());
          repaint();
        });
  }

  /// Smooths only curves that are new: zooming must not smooth a million points again.
  private static List<Prepared.Smoothed> smoothed(
      List<Curve> wanted, List<Prepared.Smoothed> known) {
    return wanted.stream()
        .map(
            curve ->
                known.stream()
                    .filter(
                        k ->
                            k.curve().points() == curve.points()
                                && k.curve().smoothing() == curve.smoothing())
                    .findFirst()
                    .map(k -> new Prepared.Smoothed(curve, k.points()))
                    .orElseGet(() -> Prepared.Smoothed.of(curve)))
        .toList();
  }

  /// A point of a curve at the step cursor.
  record Mark(Curve curve, double x, double y) {}

  private record Ready(
      List<Prepared.Smoothed> smoothed, List<ReadyBand> bands, Prepared prepared) {}
}
