package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Subscription;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/// Cells in rows and columns. The pointer reads a cell out, a click or the arrow keys select one,
/// the wheel zooms along the columns.
public final class HeatMapPlot extends PlotPane {
  /// A cell this wide and high, in pixels, has room for its label.
  private static final double LABEL_WIDTH = 64;

  private static final double LABEL_HEIGHT = 18;
  private static final double BRIGHT = 0.55;

  private final Canvas cells = new Canvas();
  private final PlotGestures gestures;
  private HeatScene scene = HeatScene.EMPTY;
  private Optional<Range> visible = Optional.empty();
  private Optional<HeatScene.Cell> hovered = Optional.empty();
  private Optional<HeatScene.Cell> selected = Optional.empty();
  private Consumer<HeatScene.Cell> onSelect = cell -> {};
  private Optional<HeatLink> link = Optional.empty();
  private Subscription linked = Subscription.EMPTY;
  private int channelsOfColumn = 1;
  private double pointerX;
  private double pointerY;

  public HeatMapPlot(ChartTheme theme) {
    super(new XYPlot(), theme);
    plot.setDomainAxis(wholeNumbers());
    plot.setRangeAxis(wholeNumbers());
    plot.getRangeAxis().setInverted(true);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    addLayer(cells);
    gestures = new PlotGestures(this, new HeatMapGestures(this));
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
    addEventHandler(
        MouseEvent.MOUSE_EXITED,
        event -> {
          hovered = Optional.empty();
          sharePointer();
          repaintOverlay();
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::walk);
    start();
  }

  private static NumberAxis wholeNumbers() {
    RoundAxis axis = new RoundAxis();
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    return axis;
  }

  public void setLabels(String columns, String rows) {
    plot.getDomainAxis().setLabel(columns);
    plot.getRangeAxis().setLabel(rows);
    repaint();
  }

  /// Shares its visible channels and its pointer with other maps from now on.
  public void setLink(HeatLink link) {
    linked.unsubscribe();
    this.link = Optional.of(link);
    linked =
        Subscription.combine(
            link.visibleProperty().subscribe(this::follow),
            link.pointerProperty().subscribe(this::repaintOverlay));
  }

  /// How many channels a column stands for, for maps that are linked.
  public void setChannelsOfColumn(int channels) {
    channelsOfColumn = channels;
  }

  /// One cell in a row needs no numbers below it.
  public void setColumnNumbersShown(boolean shown) {
    plot.getDomainAxis().setTickLabelsVisible(shown);
    plot.getDomainAxis().setTickMarksVisible(shown);
    repaint();
  }

  public void show(HeatScene scene) {
    boolean asWide = scene.columns() == this.scene.columns();
    this.scene = scene;
    if (!asWide) {
      visible = Optional.empty();
      link.ifPresent(shared -> follow(shared.visibleProperty().get()));
    }
    hovered = hovered.filter(this::exists);
    selected = selected.filter(this::exists);
    repaint();
  }

  public HeatScene scene() {
    return scene;
  }

  @Override
  public Figure figure() {
    return new Figure(
        Objects.requireNonNullElse(getAccessibleText(), ""),
        List.of(),
        getWidth(),
        getHeight(),
        GridFigure.of(plot, false, boxes()),
        new HeatTable(scene));
  }

  private List<GridFigure.Box> boxes() {
    List<GridFigure.Box> boxes = new ArrayList<>();
    for (int row = 0; row < scene.rows(); row++) {
      for (int column = 0; column < scene.columns(); column++) {
        boxes.add(
            new GridFigure.Box(
                column - 0.5,
                column + 0.5,
                row - 0.5,
                row + 0.5,
                HeatRaster.onPaper(scene.position(row, column))));
      }
    }
    return List.copyOf(boxes);
  }

  /// Rings a cell, and scrolls to it where it is zoomed out of sight.
  public void select(Optional<HeatScene.Cell> cell) {
    selected = cell.filter(this::exists);
    selected.ifPresent(this::reveal);
    repaintOverlay();
  }

  public void setOnSelect(Consumer<HeatScene.Cell> onSelect) {
    this.onSelect = onSelect;
  }

  /// How many cells share a pixel; 1 or less when each has its own.
  public double cellsPerPixel() {
    return dataArea().isEmpty() ? 0 : shown().getLength() / dataArea().getWidth();
  }

  /// The cell under a point of this pane.
  public Optional<HeatScene.Cell> cellAt(double x, double y) {
    if (!dataArea().contains(x, y) || scene.rows() == 0) {
      return Optional.empty();
    }
    return Optional.of(
            new HeatScene.Cell((int) Math.round(valueAtY(y)), (int) Math.round(valueAtX(x))))
        .filter(this::exists);
  }

  /// The columns in view; a column reaches from its number − ½ to + ½.
  Range shown() {
    return visible.orElse(everything());
  }

  private Range everything() {
    return new Range(-0.5, Math.max(1, scene.columns()) - 0.5);
  }

  void look(Range wanted) {
    Range range = within(wanted);
    visible = Optional.of(range);
    link.ifPresent(
        shared ->
            shared.visibleProperty().set(Optional.of(HeatLink.channels(range, channelsOfColumn))));
    repaint();
  }

  /// Looks where a linked map looks, as far as there are such channels.
  private void follow(Optional<Range> channels) {
    visible = channels.map(range -> within(HeatLink.columns(range, channelsOfColumn)));
    repaint();
  }

  private Range within(Range wanted) {
    Range all = everything();
    double length = Math.clamp(wanted.getLength(), 1, all.getLength());
    double low =
        Math.clamp(wanted.getLowerBound(), all.getLowerBound(), all.getUpperBound() - length);
    return new Range(low, low + length);
  }

  void showAll() {
    visible = Optional.empty();
    link.ifPresent(shared -> shared.visibleProperty().set(Optional.empty()));
    repaint();
  }

  void choose(double x, double y) {
    cellAt(x, y).ifPresent(this::choose);
  }

  private void choose(HeatScene.Cell cell) {
    select(Optional.of(cell));
    onSelect.accept(cell);
  }

  private boolean exists(HeatScene.Cell cell) {
    return cell.row() >= 0
        && cell.row() < scene.rows()
        && cell.column() >= 0
        && cell.column() < scene.columns();
  }

  private void reveal(HeatScene.Cell cell) {
    Range now = shown();
    if (cell.column() < now.getLowerBound() || cell.column() > now.getUpperBound()) {
      look(Range.shift(now, cell.column() - now.getCentralValue(), true));
    }
  }

  private void point(double x, double y) {
    pointerX = x;
    pointerY = y;
    hovered = cellAt(x, y);
    sharePointer();
    repaintOverlay();
  }

  private void sharePointer() {
    link.ifPresent(
        shared ->
            shared
                .pointerProperty()
                .set(
                    hovered.map(
                        cell -> new HeatScene.Cell(cell.row(), cell.column() * channelsOfColumn))));
  }

  /// The cell of what is pointed at, here or on a linked map.
  private Optional<HeatScene.Cell> pointed() {
    return link.flatMap(shared -> shared.pointerProperty().get())
        .map(cell -> new HeatScene.Cell(cell.row(), cell.column() / channelsOfColumn))
        .filter(this::exists)
        .or(() -> hovered);
  }

  @Override
  public void close() {
    super.close();
    linked.unsubscribe();
  }

  private void walk(KeyEvent event) {
    HeatScene.Cell from = selected.orElse(new HeatScene.Cell(0, 0));
    HeatScene.Cell to =
        switch (event.getCode()) {
          case LEFT -> new HeatScene.Cell(from.row(), from.column() - 1);
          case RIGHT -> new HeatScene.Cell(from.row(), from.column() + 1);
          case UP -> new HeatScene.Cell(from.row() - 1, from.column());
          case DOWN -> new HeatScene.Cell(from.row() + 1, from.column());
          default -> null;
        };
    if (to == null || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    event.consume();
    Optional.of(selected.isPresent() ? to : from).filter(this::exists).ifPresent(this::choose);
  }

  @Override
  void applyColours(ChartColours colours) {
    // Cells take the perceptual scale, which is the same in every theme.
  }

  @Override
  void prepare(double width, double height) {
    ValueAxis rows = plot.getRangeAxis();
    rows.setRange(new Range(-0.5, Math.max(1, scene.rows()) - 0.5), false, false);
    plot.getDomainAxis().setRange(shown(), false, false);
  }

  @Override
  void chartDrawn() {
    Rectangle2D area = dataArea();
    cells.relocate(area.getX(), area.getY());
    cells.setWidth(area.getWidth());
    cells.setHeight(area.getHeight());
    GraphicsContext g = cells.getGraphicsContext2D();
    g.clearRect(0, 0, area.getWidth(), area.getHeight());
    int width = (int) area.getWidth();
    int height = (int) area.getHeight();
    if (scene.rows() == 0 || scene.columns() == 0 || width < 1 || height < 1) {
      return;
    }
    Range range = shown();
    WritableImage image =
        new HeatRaster(
                scene, range.getLowerBound(), range.getUpperBound(), width, height, theme.colours())
            .image();
    g.setImageSmoothing(false);
    g.drawImage(image, 0, 0, area.getWidth(), area.getHeight());
    paintLabels(g, area, range);
  }

  private void paintLabels(GraphicsContext g, Rectangle2D area, Range range) {
    double cellWidth = area.getWidth() / range.getLength();
    double cellHeight = area.getHeight() / scene.rows();
    if (cellWidth < LABEL_WIDTH || cellHeight < LABEL_HEIGHT) {
      return;
    }
    g.setFont(Font.font(Font.getDefault().getFamily(), 11));
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    int first = Math.max(0, (int) Math.round(range.getLowerBound()));
    int last = Math.min(scene.columns() - 1, (int) Math.round(range.getUpperBound()));
    for (int row = 0; row < scene.rows(); row++) {
      for (int column = first; column <= last; column++) {
        double position = scene.position(row, column);
        boolean onScale = position >= 0;
        g.setFill(onScale ? position > BRIGHT ? Color.BLACK : Color.WHITE : theme.colours().text());
        g.fillText(
            scene.label().apply(row, column),
            pixelOfX(column) - area.getX(),
            (row + 0.5) * cellHeight);
      }
    }
  }

  @Override
  void paintOver(GraphicsContext g, Rectangle2D area) {
    if (area.isEmpty()) {
      return;
    }
    g.setLineWidth(1);
    g.setStroke(theme.colours().axis());
    g.strokeRect(area.getX() - 0.5, area.getY() - 0.5, area.getWidth() + 1, area.getHeight() + 1);
    g.save();
    g.beginPath();
    g.rect(area.getX() - 3, area.getY() - 3, area.getWidth() + 6, area.getHeight() + 6);
    g.clip();
    pointed().ifPresent(cell -> ring(g, cell, 1));
    selected.ifPresent(cell -> ring(g, cell, 2));
    g.restore();
    g.setStroke(theme.colours().cursor());
    gestures
        .box()
        .ifPresent(box -> g.strokeRect(box.getX(), box.getY(), box.getWidth(), box.getHeight()));
    hovered.ifPresent(
        cell ->
            HoverNote.paint(
                g,
                area,
                theme.colours(),
                scene.words().apply(cell.row(), cell.column()),
                pointerX,
                pointerY));
  }

  /// A bright line in a dark one, both outside the cell: seen on every colour of the scale, and the
  /// narrowest cell keeps its own.
  private void ring(GraphicsContext g, HeatScene.Cell cell, double thickness) {
    double left = pixelOfX(cell.column() - 0.5);
    double right = pixelOfX(cell.column() + 0.5);
    double top = pixelOfY(cell.row() - 0.5);
    double bottom = pixelOfY(cell.row() + 0.5);
    for (Color colour : new Color[] {Color.BLACK, Color.WHITE}) {
      double out = colour.equals(Color.BLACK) ? 1.5 * thickness : 0.5 * thickness;
      g.setStroke(colour);
      g.setLineWidth(thickness);
      g.strokeRect(left - out, top - out, right - left + 2 * out, bottom - top + 2 * out);
    }
  }
}
