package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Point2D;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// What the gestures do on a pole map: both axes zoom and pan together.
final class PoleMapGestures implements PlotGestures.Target {
  /// How far, in pixels, a press moves before it drags.
  private static final double SLACK = 3;

  private final PoleMapPlot pane;
  private @Nullable Point2D pressed;
  private boolean dragging;

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
    Optional<PoleDragging> poles = pane.dragging();
    if (poles.isEmpty()) {
      return false;
    }
    Point2D from = pressed;
    if (from == null) {
      return take(poles.get(), x, y);
    }
    dragging = dragging || from.distance(x, y) > SLACK;
    if (dragging) {
      poles.get().drag(pane.valueAtX(x), pane.valueAtY(y));
    }
    return true;
  }

  private boolean take(PoleDragging poles, double x, double y) {
    OptionalInt pole = pane.poleAt(x, y);
    boolean taken = pole.isPresent() && poles.take(pole.getAsInt());
    if (taken) {
      pressed = new Point2D(x, y);
      pane.hold(true);
    }
    return taken;
  }

  @Override
  public void letGo() {
    if (pressed != null) {
      pressed = null;
      pane.hold(false);
      if (dragging) {
        dragging = false;
        pane.dragging().ifPresent(PoleDragging::drop);
      }
    }
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
