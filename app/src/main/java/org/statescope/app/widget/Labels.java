package org.statescope.app.widget;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;

/// Ties a label to what it names, for mnemonics and screen readers.
public final class Labels {
  private Labels() {}

  /// Makes the label name the field, or the first control in it that the keyboard can reach.
  public static void name(Label label, Node field) {
    firstControl(field).ifPresent(label::setLabelFor);
  }

  private static Optional<Node> firstControl(Node node) {
    if (node instanceof Control && node.isFocusTraversable()) {
      return Optional.of(node);
    }
    if (node instanceof Parent parent && !(node instanceof Control)) {
      return parent.getChildrenUnmodifiable().stream()
          .flatMap(child -> firstControl(child).stream())
          .findFirst();
    }
    return Optional.empty();
  }
}
