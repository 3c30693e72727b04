package org.statescope.app;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;

/// Finds what a user cannot see for want of width: nodes that reach beyond the left or right edge
/// of the window, of the page they are on or of what clips them.
final class Overhang {
  /// Layout rounds to whole pixels.
  private static final double TOLERANCE = 1;

  private final List<String> found = new ArrayList<>();

  private Overhang() {}

  /// The visible managed nodes of a page that are cut off, in words; call it on the JavaFX thread.
  static List<String> of(Parent page) {
    Overhang overhang = new Overhang();
    Bounds window = new BoundingBox(0, 0, page.getScene().getWidth(), page.getScene().getHeight());
    overhang.look(page, window);
    return overhang.found;
  }

  /// The words within a node of which only the beginning is shown; call it on the JavaFX thread.
  static List<String> shortened(Node node) {
    List<String> shortened = new ArrayList<>();
    for (Node child : node.lookupAll(".text")) {
      if (child instanceof Text shown
          && child.getParent() instanceof Labeled labeled
          && labeled.getText() != null
          && !shown.getText().equals(labeled.getText())) {
        shortened.add(labeled.getText());
      }
    }
    return shortened;
  }

  private void look(Node node, Bounds room) {
    if (!node.isVisible() || !node.isManaged()) {
      return;
    }
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    if (bounds.getMinX() < room.getMinX() - TOLERANCE
        || bounds.getMaxX() > room.getMaxX() + TOLERANCE) {
      found.add(
          "%s lies at %.0f to %.0f, outside %.0f to %.0f"
              .formatted(
                  name(node), bounds.getMinX(), bounds.getMaxX(), room.getMinX(), room.getMaxX()));
    }
    if (node instanceof Parent parent) {
      Bounds inner = parent.getStyleClass().contains("pages") ? bounds : clipped(node, room);
      parent.getChildrenUnmodifiable().forEach(child -> look(child, inner));
    }
  }

  private static Bounds clipped(Node node, Bounds room) {
    if (node.getClip() == null) {
      return room;
    }
    Bounds clip = node.localToScene(node.getClip().getBoundsInParent());
    double left = Math.max(room.getMinX(), clip.getMinX());
    double right = Math.max(left, Math.min(room.getMaxX(), clip.getMaxX()));
    return new BoundingBox(left, room.getMinY(), right - left, room.getHeight());
  }

  private static String name(Node node) {
    String words = node instanceof Labeled labeled ? " \"" + labeled.getText() + "\"" : "";
    return node.getTypeSelector() + node.getStyleClass() + words;
  }
}
