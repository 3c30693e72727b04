package org.statescope.app.plot;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;

/// A mouse over a node, in the node's own coordinates. Called on the JavaFX thread together with
/// what works out the coordinates: between two turns of that thread the layout may change.
public final class Pointer {
  private Pointer() {}

  public static void move(Node node, double x, double y) {
    fire(node, MouseEvent.MOUSE_MOVED, x, y, MouseButton.NONE, 0, false);
  }

  public static void click(Node node, double x, double y) {
    fire(node, MouseEvent.MOUSE_PRESSED, x, y, MouseButton.PRIMARY, 1, false);
    fire(node, MouseEvent.MOUSE_RELEASED, x, y, MouseButton.PRIMARY, 1, false);
  }

  /// A click with the shortcut key held.
  public static void clickMore(Node node, double x, double y) {
    fire(node, MouseEvent.MOUSE_PRESSED, x, y, MouseButton.PRIMARY, 1, false, true);
    fire(node, MouseEvent.MOUSE_RELEASED, x, y, MouseButton.PRIMARY, 1, false, true);
  }

  /// A box drawn with the shortcut key held.
  public static void box(Node node, double fromX, double fromY, double toX, double toY) {
    fire(node, MouseEvent.MOUSE_PRESSED, fromX, fromY, MouseButton.PRIMARY, 1, false, true);
    fire(
        node,
        MouseEvent.MOUSE_DRAGGED,
        (fromX + toX) / 2,
        (fromY + toY) / 2,
        MouseButton.PRIMARY,
        1,
        false,
        true);
    fire(node, MouseEvent.MOUSE_DRAGGED, toX, toY, MouseButton.PRIMARY, 1, false, true);
    fire(node, MouseEvent.MOUSE_RELEASED, toX, toY, MouseButton.PRIMARY, 1, false, true);
  }

  public static void doubleClick(Node node, double x, double y) {
    click(node, x, y);
    fire(node, MouseEvent.MOUSE_PRESSED, x, y, MouseButton.PRIMARY, 2, false);
    fire(node, MouseEvent.MOUSE_RELEASED, x, y, MouseButton.PRIMARY, 2, false);
  }

  public static void drag(
      Node node,
      double fromX,
      double fromY,
      double toX,
      double toY,
      MouseButton button,
      boolean shift) {
    fire(node, MouseEvent.MOUSE_PRESSED, fromX, fromY, button, 1, shift);
    for (int i = 1; i <= 4; i++) {
      double x = fromX + (toX - fromX) * i / 4;
      double y = fromY + (toY - fromY) * i / 4;
      fire(node, MouseEvent.MOUSE_DRAGGED, x, y, button, 1, shift);
    }
    fire(node, MouseEvent.MOUSE_RELEASED, toX, toY, button, 1, shift);
  }

  public static void press(Node node, double x, double y, MouseButton button) {
    fire(node, MouseEvent.MOUSE_PRESSED, x, y, button, 1, false);
  }

  public static void dragTo(Node node, double x, double y, MouseButton button) {
    fire(node, MouseEvent.MOUSE_DRAGGED, x, y, button, 1, false);
  }

  public static void release(Node node, double x, double y, MouseButton button) {
    fire(node, MouseEvent.MOUSE_RELEASED, x, y, button, 1, false);
  }

  public static void wheel(Node node, double localX, double localY, double delta) {
    Point2D scene = node.localToScene(localX, localY);
    double x = scene.getX();
    double y = scene.getY();
    Event.fireEvent(
        node,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            x,
            y,
            x,
            y,
            false,
            false,
            false,
            false,
            true,
            false,
            0,
            delta,
            0,
            delta,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            new PickResult(node, x, y)));
  }

  private static void fire(
      Node node,
      EventType<MouseEvent> type,
      double localX,
      double localY,
      MouseButton button,
      int clicks,
      boolean shift) {
    fire(node, type, localX, localY, button, clicks, shift, false);
  }

  private static void fire(
      Node node,
      EventType<MouseEvent> type,
      double localX,
      double localY,
      MouseButton button,
      int clicks,
      boolean shift,
      boolean shortcut) {
    // An event says where it is in the scene; each node that gets it works out its own place.
    Point2D scene = node.localToScene(localX, localY);
    double x = scene.getX();
    double y = scene.getY();
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            button,
            clicks,
            shift,
            shortcut,
            false,
            false,
            button == MouseButton.PRIMARY,
            button == MouseButton.MIDDLE,
            button == MouseButton.SECONDARY,
            false,
            false,
            false,
            new PickResult(node, x, y)));
  }
}
