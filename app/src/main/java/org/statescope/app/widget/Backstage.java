package org.statescope.app.widget;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A scene without a window, in which a page that nobody has seen yet gets its styles and skins. A
/// page here is not open: whatever a view computes only while it is looked at asks
/// [#isOnStage(Scene)].
public final class Backstage extends Scene {
  private final StackPane place;

  public Backstage() {
    this(new StackPane());
  }

  private Backstage(StackPane place) {
    super(place);
    this.place = place;
  }

  /// Whether a node of that scene may be seen; false for null.
  public static boolean isOnStage(@Nullable Scene scene) {
    return scene != null && !(scene instanceof Backstage);
  }

  /// Takes a page that has no place elsewhere.
  public void take(Node page) {
    place.getChildren().setAll(page);
  }

  /// Whether the page is still here; the window may have taken it.
  public boolean holds(Node page) {
    return page.getParent() == place;
  }

  public void clear() {
    place.getChildren().clear();
  }

  /// Gives what is here its styles and its layout in a room of this size.
  public void dress(double width, double height) {
    place.resize(width, height);
    place.applyCss();
    place.layout();
  }
}
