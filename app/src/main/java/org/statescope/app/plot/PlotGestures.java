package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// The mouse and keyboard language of every plot: wheel zooms about the pointer, shift and drag
/// zooms to a box, the shortcut key and drag selects in a box where the plot says so, drag with the
/// right or middle button (and with the left one where the plot says so) pans, double-click and the
/// Home key show everything again.
final class PlotGestures {
  private static final double WHEEL_NOTCH = 40;
  private static final double ZOOM_PER_NOTCH = 1.2;
  private static final double SMALLEST_BOX = 5;
  private static final double CLICK_SLACK = 3;

  /// What a plot does when asked.
  interface Target {
    /// Multiplies the visible span by `factor`, keeping what lies under the point where it is.
    void zoom(double factor, double x, double y, boolean vertical);

    void pan(double byX, double byY);

    void zoomTo(Rectangle2D box);

    void showAll();

    /// A press or drag of the left button at a point; false lets the drag pan instead.
    boolean grab(double x, double y);

    /// The left button came up, whatever it did.
    default void letGo() {}

    void click(double x, double y);

    /// Whether a drag with the shortcut key held draws a box to select what is inside.
    default boolean selectsBoxes() {
      return false;
    }

    default void selectBox(Rectangle2D box) {}

    /// A click with the shortcut key held.
    default void clickMore(double x, double y) {
      click(x, y);
    }
  }

  private enum Drag {
    NONE,
    BOX,
    SELECT,
    PAN,
    GRAB
  }

  private final PlotPane pane;
  private final Target target;
  private Drag drag = Drag.NONE;
  private Point2D start = Point2D.ZERO;
  private Point2D last = Point2D.ZERO;
  private boolean moved;

  PlotGestures(PlotPane pane, Target target) {
    this.pane = pane;
    this.target = target;
    pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    pane.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::askForMenu);
  }

  /// The box being drawn, while it is.
  Optional<Rectangle2D> box() {
    if (drag != Drag.BOX && drag != Drag.SELECT || !moved) {
      return Optional.empty();
    }
    Rectangle2D box = new Rectangle2D.Double();
    box.setFrameFromDiagonal(start.getX(), start.getY(), last.getX(), last.getY());
    return Optional.of(box.createIntersection(pane.dataArea()));
  }

  private void scroll(ScrollEvent event) {
    if (event.getDeltaX() != 0 && !event.isControlDown()) {
      target.pan(event.getDeltaX(), 0);
    } else if (event.getDeltaY() != 0) {
      double factor = Math.pow(ZOOM_PER_NOTCH, -event.getDeltaY() / WHEEL_NOTCH);
      target.zoom(factor, event.getX(), event.getY(), event.isControlDown());
    }
    event.consume();
  }

  private void press(MouseEvent event) {
    pane.requestFocus();
    start = new Point2D(event.getX(), event.getY());
    last = start;
    moved = false;
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      drag = Drag.NONE;
      target.showAll();
    } else if (event.getButton() != MouseButton.PRIMARY) {
      drag = Drag.PAN;
    } else if (event.isShiftDown()) {
      drag = Drag.BOX;
    } else if (event.isShortcutDown() && target.selectsBoxes()) {
      drag = Drag.SELECT;
    } else {
      drag = target.grab(event.getX(), event.getY()) ? Drag.GRAB : Drag.PAN;
    }
    event.consume();
  }

  private void drag(MouseEvent event) {
    Point2D now = new Point2D(event.getX(), event.getY());
    moved |= now.distance(start) > CLICK_SLACK;
    switch (drag) {
      case PAN -> {
        if (moved) {
          pane.setCursor(Cursor.CLOSED_HAND);
          target.pan(now.getX() - last.getX(), now.getY() - last.getY());
        }
      }
      case GRAB -> target.grab(now.getX(), now.getY());
      case BOX, SELECT -> pane.repaintOverlay();
      case NONE -> {}
    }
    last = now;
    event.consume();
  }

  private void release(MouseEvent event) {
    Optional<Rectangle2D> box = box();
    boolean click = !moved && drag != Drag.NONE && event.getButton() == MouseButton.PRIMARY;
    boolean selecting = drag == Drag.SELECT;
    drag = Drag.NONE;
    pane.setCursor(Cursor.DEFAULT);
    box.filter(b -> b.getWidth() > SMALLEST_BOX && b.getHeight() > SMALLEST_BOX)
        .ifPresent(selecting ? target::selectBox : target::zoomTo);
    if (click && selecting) {
      target.clickMore(event.getX(), event.getY());
    } else if (click) {
      target.click(event.getX(), event.getY());
    }
    if (!moved && event.getButton() == MouseButton.SECONDARY) {
      pane.fireEvent(new PlotMenuEvent(event.getScreenX(), event.getScreenY()));
    }
    target.letGo();
    pane.repaintOverlay();
    event.consume();
  }

  /// The mouse asks when its button comes up: when it goes down nobody knows yet whether it drags.
  private void askForMenu(ContextMenuEvent event) {
    if (event.isKeyboardTrigger()) {
      pane.fireEvent(new PlotMenuEvent(event.getScreenX(), event.getScreenY()));
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    Rectangle2D area = pane.dataArea();
    switch (event.getCode()) {
      case PLUS, ADD, EQUALS ->
          target.zoom(1 / ZOOM_PER_NOTCH, area.getCenterX(), area.getCenterY(), false);
      case MINUS, SUBTRACT ->
          target.zoom(ZOOM_PER_NOTCH, area.getCenterX(), area.getCenterY(), false);
      case HOME, DIGIT0 -> target.showAll();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
