package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import org.jfree.data.Range;

/// What the gestures do on a heat map: only its columns zoom and pan.
final class HeatMapGestures implements PlotGestures.Target {
  private final HeatMapPlot pane;

  HeatMapGestures(HeatMapPlot pane) {
    this.pane = pane;
  }

  @Override
  public void zoom(double factor, double x, double y, boolean vertical) {
    pane.look(Ranges.scaled(pane.shown(), pane.valueAtX(x), factor));
  }

  @Override
  public void pan(double byX, double byY) {
    double columns = -byX / pane.dataArea().getWidth() * pane.shown().getLength();
    pane.look(Range.shift(pane.shown(), columns, true));
  }

  @Override
  public void zoomTo(Rectangle2D box) {
    pane.look(new Range(pane.valueAtX(box.getMinX()), pane.valueAtX(box.getMaxX())));
  }

  @Override
  public void showAll() {
    pane.showAll();
  }

  @Override
  public boolean grab(double x, double y) {
    return false;
  }

  @Override
  public void click(double x, double y) {
    pane.choose(x, y);
  }
}
