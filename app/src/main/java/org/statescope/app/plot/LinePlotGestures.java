package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.jfree.data.Range;

/// What the gestures do on a line plot: the x range is shared by all linked plots, the y range is
/// the plot's own.
final class LinePlotGestures implements PlotGestures.Target {
  private final LinePlot pane;

  LinePlotGestures(LinePlot pane) {
    this.pane = pane;
  }

  @Override
  public void zoom(double factor, double x, double y, boolean vertical) {
    if (!vertical) {
      showX(Ranges.scaled(pane.shownX(), pane.valueAtX(x), factor));
      return;
    }
    Range values = pane.plot.getRangeAxis().getRange();
    double about = pane.valueAtY(y);
    pane.zoomValues(
        Optional.of(
            pane.logarithmicProperty().get()
                ? Ranges.scaledLogarithmically(values, about, factor)
                : Ranges.scaled(values, about, factor)));
  }

  @Override
  public void pan(double byX, double byY) {
    Range x = pane.shownX();
    showX(Range.shift(x, -byX / pane.dataArea().getWidth() * x.getLength(), true));
  }

  @Override
  public void zoomTo(Rectangle2D box) {
    pane.zoomValues(
        Optional.of(new Range(pane.valueAtY(box.getMaxY()), pane.valueAtY(box.getMinY()))));
    showX(new Range(pane.valueAtX(box.getMinX()), pane.valueAtX(box.getMaxX())));
  }

  @Override
  public void showAll() {
    pane.zoomValues(Optional.empty());
    pane.link().visibleProperty().set(Optional.empty());
  }

  @Override
  public boolean grab(double x, double y) {
    if (!pane.dataArea().contains(x, y)) {
      return false;
    }
    pane.scrub(x);
    return true;
  }

  @Override
  public void click(double x, double y) {}

  private void showX(Range range) {
    pane.link().visibleProperty().set(Optional.of(range));
  }
}
