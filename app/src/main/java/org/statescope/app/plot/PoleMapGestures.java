package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.jfree.data.Range;

/// What the gestures do on a pole map: both axes zoom and pan together.
final class PoleMapGestures implements PlotGestures.Target {
  private final PoleMapPlot pane;

  PoleMapGestures(PoleMapPlot pane) {
    this.pane = pane;
  }

  @Override
  public void zoom(double factor, double x, double y, boolean vertical) {
    PoleWindow now = pane.shown();
    show(
        new PoleWindow(
            Ranges.scaled(now.x(), pane.valueAtX(x), factor),
            Ranges.scaled(now.y(), pane.valueAtY(y), factor)));
  }

  @Override
  public void pan(double byX, double byY) {
    PoleWindow now = pane.shown();
    double dx = -byX / pane.dataArea().getWidth() * now.x().getLength();
    double dy = byY / pane.dataArea().getHeight() * now.y().getLength();
    show(new PoleWindow(Range.shift(now.x(), dx, true), Range.shift(now.y(), dy, true)));
  }

  @Override
  public void zoomTo(Rectangle2D box) {
    show(
        new PoleWindow(
            new Range(pane.valueAtX(box.getMinX()), pane.valueAtX(box.getMaxX())),
            new Range(pane.valueAtY(box.getMaxY()), pane.valueAtY(box.getMinY()))));
  }

  @Override
  public void showAll() {
    pane.refit();
  }

  @Override
  public boolean grab(double x, double y) {
    return false;
  }

  @Override
  public void click(double x, double y) {
    pane.choose(pane.poleAt(x, y));
  }

  @Override
  public boolean selectsBoxes() {
    return true;
  }

  @Override
  public void selectBox(Rectangle2D box) {
    pane.chooseIn(box);
  }

  @Override
  public void clickMore(double x, double y) {
    pane.poleAt(x, y).ifPresent(pane::chooseMore);
  }

  private void show(PoleWindow window) {
    pane.windowProperty().set(Optional.of(window));
  }
}
