package org.statescope.app.window;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.statescope.app.theme.Theme;
import org.statescope.app.widget.Backstage;

/// Dresses pages that nobody has seen yet behind the stage, part by part, in pulses that have
/// nothing else to do: the first visit of a page then costs what a later one does.
final class Dressing extends AnimationTimer {
  /// A pulse that comes this much after the one before, in nanoseconds, had other work.
  private static final long BUSY = 30_000_000;

  private final Backstage backstage = new Backstage();
  private final Deque<Entrance> waiting;
  private final Deque<Node> undrawn = new ArrayDeque<>();
  private final Region room;
  private final Runnable done;
  private long before;

  /// @param room has the size that pages have
  /// @param entrances of the pages, first the one most likely to be seen first
  /// @param done told when all pages are dressed
  Dressing(Region room, Collection<Entrance> entrances, Runnable done) {
    this.room = room;
    this.waiting = new ArrayDeque<>(entrances);
    this.done = done;
    Theme.dress(backstage);
  }

  @Override
  public void handle(long now) {
    boolean busy = now - before > BUSY;
    before = now;
    if (busy) {
      return;
    }
    @Nullable Entrance next = waiting.peek();
    if (next == null) {
      stop();
      done.run();
    } else if (next.page().getParent() != null && !backstage.holds(next.page())) {
      // The window shows it.
      undrawn.clear();
      waiting.remove();
    } else if (!next.isOver()) {
      dress(next);
    } else if (!undrawn.isEmpty()) {
      Node node = undrawn.remove();
      Platform.runLater(() -> node.snapshot(null, null));
    } else {
      backstage.clear();
      waiting.remove();
    }
  }

  private void dress(Entrance entrance) {
    if (!backstage.holds(entrance.page())) {
      backstage.take(entrance.page());
    } else {
      entrance.next();
    }
    backstage.dress(room.getWidth(), room.getHeight());
    if (entrance.isOver()) {
      // The renderer, too, is slower at what it has not drawn before; one plot after the other,
      // then
      // the words about them.
      undrawn.addAll(entrance.page().lookupAll(".plot"));
      undrawn.add(entrance.page());
    }
  }
}
