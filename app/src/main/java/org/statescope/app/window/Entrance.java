package org.statescope.app.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.statescope.app.widget.Backstage;
import org.statescope.app.widget.SidePane;

/// Lets a page come on in parts, one a pulse: styles and skins of a whole page at once would hold
/// the JavaFX thread for longer than a frame. Only what a page never rearranges is taken apart:
/// border panes, split panes, side panes, and grids of plots.
final class Entrance extends AnimationTimer {
  /// A part of fewer nodes is not worth a pulse.
  private static final int LIGHT = 4;

  private final Node page;
  private final Deque<Runnable> parts = new ArrayDeque<>();

  private Entrance(Node page) {
    this.page = page;
  }

  /// Takes the page apart; it is whole again a few pulses after it came into the window.
  static Entrance of(Node page) {
    Entrance entrance = new Entrance(page);
    entrance.takeApart(page);
    page.sceneProperty()
        .subscribe(
            scene -> {
              if (Backstage.isOnStage(scene) && !entrance.isOver()) {
                entrance.start();
              } else {
                entrance.stop();
              }
            });
    return entrance;
  }

  boolean isOver() {
    return parts.isEmpty();
  }

  Node page() {
    return page;
  }

  /// Puts the next part in.
  void next() {
    parts.removeFirst().run();
    if (isOver()) {
      stop();
    }
  }

  @Override
  public void handle(long now) {
    next();
  }

  private void takeApart(Node node) {
    switch (node) {
      case BorderPane pane -> takeApart(pane);
      case SplitPane pane -> takeApart(pane);
      case SidePane pane -> takeApart((Pane) pane);
      case GridPane grid when grid.getStyleClass().contains("live-plots") -> takeApart((Pane) grid);
      case Pane whole when whole == page -> takeApart(whole);
      default -> {}
    }
  }

  private void takeApart(BorderPane pane) {
    takeOut(pane::getTop, pane::setTop);
    takeOut(pane::getCenter, pane::setCenter);
    takeOut(pane::getLeft, pane::setLeft);
    takeOut(pane::getRight, pane::setRight);
    takeOut(pane::getBottom, pane::setBottom);
  }

  /// A region that the page has filled anew in the meantime stays as it is.
  private void takeOut(Supplier<@Nullable Node> region, Consumer<@Nullable Node> fill) {
    Node part = region.get();
    if (part == null || weight(part) < LIGHT) {
      return;
    }
    fill.accept(null);
    parts.add(
        () -> {
          if (region.get() == null) {
            fill.accept(part);
          }
        });
    takeApart(part);
  }

  private void takeApart(SplitPane pane) {
    double[] dividers = pane.getDividerPositions();
    List<Node> items = List.copyOf(pane.getItems());
    pane.getItems().clear();
    for (Node item : items) {
      parts.add(
          () -> {
            pane.getItems().add(item);
            if (pane.getItems().size() == items.size()) {
              pane.setDividerPositions(dividers);
            }
          });
      takeApart(item);
    }
  }

  private void takeApart(Pane pane) {
    List<Node> children = List.copyOf(pane.getChildren());
    pane.getChildren().clear();
    for (Node child : children) {
      parts.add(() -> pane.getChildren().add(child));
      takeApart(child);
    }
  }

  /// About how many nodes there are to dress; controls have not made theirs yet.
  private static int weight(Node node) {
    return switch (node) {
      case SplitPane pane -> 1 + pane.getItems().stream().mapToInt(Entrance::weight).sum();
      case ScrollPane pane -> 2 + (pane.getContent() == null ? 0 : weight(pane.getContent()));
      case Control control -> 2;
      case Parent parent ->
          1 + parent.getChildrenUnmodifiable().stream().mapToInt(Entrance::weight).sum();
      default -> 1;
    };
  }
}
