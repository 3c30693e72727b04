package org.statescope.app.window;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import org.statescope.app.texts.Texts;

/// A dot at the icon of a page's button while something there has not been seen; it takes no room.
final class UnreadDot {
  private static final double RADIUS = 3.5;

  private final ToggleButton button;
  private final Circle dot = new Circle(RADIUS);

  /// @param unread how many crossings of poles have not been seen
  UnreadDot(ToggleButton button, ReadOnlyIntegerProperty unread) {
    this.button = button;
    Node icon = button.getGraphic();
    dot.getStyleClass().add("unread-dot");
    dot.setManaged(false);
    StackPane marked = new StackPane(icon, dot);
    marked
        .layoutBoundsProperty()
        .subscribe(bounds -> dot.relocate(bounds.getWidth() - RADIUS, -RADIUS));
    button.setGraphic(marked);
    unread.subscribe(count -> show(count.intValue()));
  }

  private void show(int count) {
    dot.setVisible(count > 0);
    String words = count > 0 ? Texts.text("page.poles.unread", count) : "";
    button.setTooltip(count > 0 ? new Tooltip(words) : null);
    button.setAccessibleText(count > 0 ? button.getText() + ", " + words : button.getText());
  }
}
