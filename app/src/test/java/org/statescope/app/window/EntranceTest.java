package org.statescope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.widget.Backstage;

/// Pages that come on in parts, and their dressing behind the stage.
class EntranceTest {
  private final List<Node> parts = new ArrayList<>();

  @Test
  void aPageIsWholeAgainAFewPulsesAfterItCameIntoTheWindow() {
    BorderPane page = Fx.on(this::page);
    Entrance entrance = Fx.on(() -> Entrance.of(page));
    assertNull(Fx.on(page::getCenter), "what is heavy waits");
    Stage stage = Screenshots.show(page, 600, 400, false);
    Fx.waitUntil("the page is whole", 10, entrance::isOver);
    assertWhole(page);
    Fx.waitUntil("it has its skins", 10, () -> everyButtonHasItsSkin(page));
    Screenshots.close(stage);
  }

  @Test
  void aRegionThatWasFilledAnewInTheMeantimeStaysAsItIs() {
    BorderPane page = Fx.on(this::page);
    Entrance entrance = Fx.on(() -> Entrance.of(page));
    Button other = Fx.on(() -> new Button("other"));
    Fx.run(() -> page.setCenter(other));
    Stage stage = Screenshots.show(page, 600, 400, false);
    Fx.waitUntil("the page is whole", 10, entrance::isOver);
    assertEquals(other, Fx.on(page::getCenter));
    Screenshots.close(stage);
  }

  @Test
  void behindTheStageAPageIsDressedAndNotOpen() throws InterruptedException {
    BorderPane page = Fx.on(this::page);
    List<Boolean> open = new ArrayList<>();
    Entrance entrance = Fx.on(() -> Entrance.of(page));
    Region room = Fx.on(() -> new Region());
    java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
    Fx.run(
        () -> {
          room.resize(600, 400);
          page.sceneProperty().subscribe(scene -> open.add(Backstage.isOnStage(scene)));
          new Dressing(room, List.of(entrance), done::countDown).start();
        });
    assertTrue(done.await(30, java.util.concurrent.TimeUnit.SECONDS), "dressing ends");
    assertTrue(entrance.isOver());
    assertFalse(open.contains(true));
    assertNull(Fx.on(page::getScene), "and it has left again");
    assertTrue(Fx.on(() -> everyButtonHasItsSkin(page)));
    assertWhole(page);
  }

  @Test
  void aPageThatTheWindowTakesWhileItIsDressedIsLeftToTheWindow() throws InterruptedException {
    BorderPane page = Fx.on(this::page);
    Entrance entrance = Fx.on(() -> Entrance.of(page));
    java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
    Fx.run(() -> new Dressing(new Region(), List.of(entrance), done::countDown).start());
    Fx.waitUntil("the dressing has begun", 10, () -> page.getParent() != null);
    HBox window = Fx.on(() -> new HBox());
    Stage stage = Screenshots.show(window, 600, 400, false);
    Fx.run(() -> window.getChildren().setAll(page));
    assertTrue(done.await(30, java.util.concurrent.TimeUnit.SECONDS), "dressing ends");
    Fx.waitUntil("the page is whole", 10, entrance::isOver);
    assertEquals(window, Fx.on(page::getParent));
    assertWhole(page);
    Screenshots.close(stage);
  }

  private void assertWhole(BorderPane page) {
    Fx.run(
        () -> {
          SplitPane split = (SplitPane) page.getCenter();
          assertEquals(
              parts, List.of(page.getTop(), split.getItems().get(0), split.getItems().get(1)));
        });
  }

  private static boolean everyButtonHasItsSkin(BorderPane page) {
    return page.lookupAll(".button").size() == 16
        && page.lookupAll(".button").stream().allMatch(node -> ((Button) node).getSkin() != null);
  }

  private BorderPane page() {
    SplitPane split = new SplitPane(buttons(), buttons());
    split.setDividerPositions(0.3);
    BorderPane page = new BorderPane(split);
    page.setTop(buttons());
    page.setBottom(new Button("light"));
    parts.add(page.getTop());
    parts.addAll(split.getItems());
    return page;
  }

  private static VBox buttons() {
    return new VBox(
        IntStream.range(0, 5).mapToObj(each -> new Button("b" + each)).toArray(Node[]::new));
  }
}
