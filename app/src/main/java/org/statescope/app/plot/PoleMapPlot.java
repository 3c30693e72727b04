package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// Poles on the s-plane or the z-plane over a grid of damping ratio and natural frequency. A pole
/// under the pointer is described, a click selects it, up and down walk through all of them; with
/// the shortcut key a click or a box selects more, with shift up and down do.
public final class PoleMapPlot extends PlotPane {
  /// How near, in pixels, the pointer has to come to a pole.
  public static final double REACH = 8;

  static final double HORIZONTAL_AXIS_ROOM = 40;

  private final Plane plane;
  private final DampingGrid grid;
  private final PoleLayer poles = new PoleLayer();
  private final ContourLayer contourLayer = new ContourLayer();
  private final ObjectProperty<Optional<PoleWindow>> window =
      new SimpleObjectProperty<>(Optional.empty());
  private final PlotGestures gestures;
  private final Subscription changes;
  private PoleScene scene = PoleScene.EMPTY;
  private @Nullable PoleWindow everything;
  private final ReadOnlyObjectWrapper<PoleWindow> shown;
  private PoleContours contours = PoleContours.NONE;
  private OptionalInt selected = OptionalInt.empty();
  private int[] marked = new int[0];
  private List<PoleScene.Path> trails = List.of();
  private OptionalInt hovered = OptionalInt.empty();
  private Consumer<OptionalInt> onSelect = pole -> {};
  private IntConsumer onMore = pole -> {};
  private Consumer<int[]> onBox = poles -> {};
  private IntFunction<String> describe = pole -> "";
  private Optional<PoleDragging> dragging = Optional.empty();
  private boolean held;
  private Supplier<List<Figure.Entry>> legend = List::of;
  private Supplier<FigureTable> numbers = () -> new PlaneTable(scene.now());

  public PoleMapPlot(Plane plane, ChartTheme theme) {
    super(new XYPlot(), theme);
    this.plane = plane;
    grid = new DampingGrid(plane);
    shown = new ReadOnlyObjectWrapper<>(PoleWindow.around(plane, scene));
    plot.setDomainAxis(new RoundAxis());
    plot.setRangeAxis(new RoundAxis());
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    AxisSpace below = new AxisSpace();
    below.setBottom(HORIZONTAL_AXIS_ROOM);
    plot.setFixedDomainAxisSpace(below);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    renderer.addAnnotation(grid, Layer.BACKGROUND);
    plot.setRenderer(renderer);
    addLayer(poles);
    addLayer(contourLayer);
    gestures = new PlotGestures(this, new PoleMapGestures(this));
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(OptionalInt.empty()));
    addEventHandler(KeyEvent.KEY_PRESSED, this::walk);
    start();
    changes = window.subscribe(this::repaint);
  }

  /// The visible part of the plane; empty shows all poles and grows with them. Bind it
  /// bidirectionally to link two maps.
  public ObjectProperty<Optional<PoleWindow>> windowProperty() {
    return window;
  }

  public void setLabels(String real, String imaginary) {
    plot.getDomainAxis().setLabel(real);
    plot.getRangeAxis().setLabel(imaginary);
    repaint();
  }

  public void setGridShown(boolean gridShown) {
    grid.setGridShown(gridShown);
    repaint();
  }

  /// What a written figure says of its colours, and the numbers of its poles; asked when a figure
  /// is made.
  public void setWords(Supplier<List<Figure.Entry>> legend, Supplier<FigureTable> numbers) {
    this.legend = legend;
    this.numbers = numbers;
  }

  @Override
  public Figure figure() {
    return new Figure(
        Objects.requireNonNullElse(getAccessibleText(), ""),
        legend.get(),
        getWidth(),
        getHeight(),
        new PoleFigure(
            plane,
            scene,
            trails,
            contours,
            shown.get(),
            grid.isGridShown(),
            Objects.requireNonNullElse(plot.getDomainAxis().getLabel(), ""),
            Objects.requireNonNullElse(plot.getRangeAxis().getLabel(), "")),
        numbers.get());
  }

  /// Shows other poles. The window stays where it is while the poles stay inside, so that they are
  /// seen to move.
  public void show(PoleScene scene) {
    this.scene = scene;
    trails = List.of();
    marked = new int[0];
    PoleWindow around = PoleWindow.around(plane, scene);
    everything = everything == null ? around : everything.union(around);
    hovered = OptionalInt.empty();
    repaint();
  }

  public PoleScene scene() {
    return scene;
  }

  /// Shows everything, from now on no more than the poles need.
  public void refit() {
    everything = PoleWindow.around(plane, scene);
    window.set(Optional.empty());
    repaint();
  }

  /// Zooms until the poles fill the plot.
  public void zoomToPoles() {
    PoleWindow.tight(scene).ifPresent(tight -> window.set(Optional.of(tight)));
  }

  /// Marks a pole of the scene.
  public void select(OptionalInt pole) {
    selected = pole;
    repaintOverlay();
  }

  /// Marks poles of the scene besides the selected one.
  public void mark(int[] poles) {
    marked = poles;
    repaintOverlay();
  }

  /// Draws lines that are seen whatever the number of poles is, each in the colour of a group of
  /// the scene.
  public void showTrails(List<PoleScene.Path> trails) {
    if (!trails.isEmpty() || !this.trails.isEmpty()) {
      this.trails = List.copyOf(trails);
      repaint();
    }
  }

  public List<PoleScene.Path> trails() {
    return trails;
  }

  /// Moves the window until a pole of the scene is in its middle; how much of the plane is seen
  /// stays.
  public void centreOn(int pole) {
    PoleWindow now = shown();
    double byReal = scene.now().real()[pole] - now.x().getCentralValue();
    double byImaginary = scene.now().imaginary()[pole] - now.y().getCentralValue();
    window.set(
        Optional.of(
            new PoleWindow(
                Range.shift(now.x(), byReal, true), Range.shift(now.y(), byImaginary, true))));
  }

  /// Called with the index of each pole that the user adds to those chosen, or takes from them.
  public void setOnMore(IntConsumer onMore) {
    this.onMore = onMore;
  }

  /// Called with the indices of the poles in a box that the user drew, in increasing order.
  public void setOnBox(Consumer<int[]> onBox) {
    this.onBox = onBox;
  }

  /// Called with the index of the pole that the user chose; empty for a click beside all poles.
  public void setOnSelect(Consumer<OptionalInt> onSelect) {
    this.onSelect = onSelect;
  }

  /// Lets poles be dragged with the left button; a drag beside all poles still pans.
  public void setDragging(PoleDragging dragging) {
    this.dragging = Optional.of(dragging);
  }

  /// What to say of the pole under the pointer.
  public void setDescription(IntFunction<String> describe) {
    this.describe = describe;
  }

  /// The pole nearest to a point of this pane, within [#REACH] pixels.
  public OptionalInt poleAt(double x, double y) {
    PoleCloud now = scene.now();
    PoleLayer.Mapping mapping = PoleLayer.Mapping.of(shown(), dataArea());
    double wantedX = x - dataArea().getX();
    double wantedY = y - dataArea().getY();
    double best = REACH * REACH;
    int found = -1;
    for (int i = 0; i < now.size(); i++) {
      double dx = mapping.x(now.real()[i]) - wantedX;
      double dy = mapping.y(now.imaginary()[i]) - wantedY;
      double distance = dx * dx + dy * dy;
      if (distance < best || distance == best && found < 0) {
        best = distance;
        found = i;
      }
    }
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }

  Plane plane() {
    return plane;
  }

  Optional<PoleDragging> dragging() {
    return dragging;
  }

  /// While a pole is held the plane stays where it is: else it would slide away under the pointer.
  void hold(boolean hold) {
    held = hold;
    repaint();
  }

  /// The part of the plane that was drawn last.
  public ReadOnlyObjectProperty<PoleWindow> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// Draws level lines below the poles.
  public void showContours(PoleContours contours) {
    this.contours = contours;
    repaint();
  }

  public PoleContours contours() {
    return contours;
  }

  /// Whether there are so many poles in view that the map shows how many lie where.
  public boolean isDense() {
    return poles.density().map(PoleDensity::isDense).orElse(false);
  }

  PoleWindow shown() {
    return shown.get();
  }

  OptionalInt selected() {
    return selected;
  }

  OptionalInt hovered() {
    return hovered;
  }

  String description(int pole) {
    return describe.apply(pole);
  }

  void choose(OptionalInt pole) {
    onSelect.accept(pole);
  }

  void chooseMore(int pole) {
    onMore.accept(pole);
  }

  /// Chooses the poles in a box of this pane.
  void chooseIn(Rectangle2D box) {
    PoleCloud now = scene.now();
    PoleLayer.Mapping mapping = PoleLayer.Mapping.of(shown(), dataArea());
    Rectangle2D inside =
        new Rectangle2D.Double(
            box.getX() - dataArea().getX(),
            box.getY() - dataArea().getY(),
            box.getWidth(),
            box.getHeight());
    onBox.accept(
        IntStream.range(0, now.size())
            .filter(i -> inside.contains(mapping.x(now.real()[i]), mapping.y(now.imaginary()[i])))
            .toArray());
  }

  int[] marked() {
    return marked;
  }

  @Override
  public void close() {
    super.close();
    changes.unsubscribe();
  }

  @Override
  void applyColours(ChartColours colours) {
    grid.dress(colours);
  }

  @Override
  void prepare(double width, double height) {
    if (held) {
      plot.getDomainAxis().setRange(shown.get().x(), false, false);
      plot.getRangeAxis().setRange(shown.get().y(), false, false);
      return;
    }
    PoleWindow fitted = everything == null ? PoleWindow.around(plane, scene) : everything;
    PoleWindow wanted = window.get().orElse(fitted);
    PoleWindow now =
        plane == Plane.Z
            ? wanted.withAspect(
                ChartStyle.dataWidth(width, VERTICAL_AXIS_ROOM),
                ChartStyle.dataHeight(height, HORIZONTAL_AXIS_ROOM))
            : wanted;
    plot.getDomainAxis().setRange(now.x(), false, false);
    plot.getRangeAxis().setRange(now.y(), false, false);
    shown.set(now);
  }

  @Override
  void chartDrawn() {
    if (!dataArea().isEmpty()) {
      double scale =
          getScene() == null || getScene().getWindow() == null
              ? 1
              : getScene().getWindow().getOutputScaleX();
      PoleLayer.Mapping mapping = PoleLayer.Mapping.of(shown(), dataArea());
      contourLayer.draw(contours, mapping, dataArea(), theme.colours());
      poles.draw(scene, trails, mapping, dataArea(), theme.colours(), scale);
    }
  }

  @Override
  void paintOver(GraphicsContext g, Rectangle2D area) {
    new PoleMarkPainter(this, g, area).paint(gestures.box());
  }

  private void hover(double x, double y) {
    hover(dataArea().contains(x, y) ? poleAt(x, y) : OptionalInt.empty());
  }

  private void hover(OptionalInt pole) {
    if (!pole.equals(hovered)) {
      hovered = pole;
      repaintOverlay();
    }
  }

  private void walk(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case UP -> -1;
          case DOWN -> 1;
          default -> 0;
        };
    int count = scene.now().size();
    if (step != 0 && count > 0) {
      int next = selected.isEmpty() ? 0 : Math.floorMod(selected.getAsInt() + step, count);
      if (event.isShiftDown()) {
        chooseMore(next);
      } else {
        choose(OptionalInt.of(next));
      }
      event.consume();
    }
  }
}
