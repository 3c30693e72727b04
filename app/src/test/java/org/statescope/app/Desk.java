package org.statescope.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.statescope.app.fx.Fx;

/// The real desktop on JavaFX's headless platform, and a user at it: looks at nodes, clicks, types
/// and takes pictures.
final class Desk implements AutoCloseable {
  private final Path pictures = Path.of("target", "screenshots", "window");
  private final LabApplication application;
  private final Stage stage;

  private Desk(LabApplication application, Stage stage) {
    this.application = application;
    this.stage = stage;
  }

  /// Opens the desktop on a folder of runs, with settings of its own.
  static Desk open(Path runs, Path settings) {
    System.setProperty("statescope.runs", runs.toString());
    System.setProperty("statescope.settings", settings.toString());
    Fx.start();
    return Fx.on(
        () -> {
          LabApplication application = new LabApplication();
          Stage stage = new Stage();
          application.start(stage);
          return new Desk(application, stage);
        });
  }

  Stage stage() {
    return stage;
  }

  /// The node with this id, which may come with the next layout; fails if it does not come.
  <T extends Node> T find(String id, Class<T> type) {
    Fx.waitUntil(
        "there is a node with the id " + id,
        10,
        () -> stage.getScene().getRoot().lookup("#" + id) != null);
    return Fx.on(() -> type.cast(stage.getScene().getRoot().lookup("#" + id)));
  }

  boolean isShown(String id) {
    return Fx.on(
        () -> {
          Node node = stage.getScene().getRoot().lookup("#" + id);
          return node != null && isTreeVisible(node);
        });
  }

  private static boolean isTreeVisible(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /// Waits until the button can be pressed, then presses it.
  void press(String id) {
    ButtonBase button = find(id, ButtonBase.class);
    Fx.waitUntil("the button " + id + " can be pressed", 30, () -> !button.isDisabled());
    Fx.run(button::fire);
  }

  /// Clicks into the middle of a node with the mouse.
  void click(Node node, KeyCode... held) {
    Bounds bounds = Fx.on(node::getLayoutBounds);
    clickAt(node, bounds.getCenterX(), bounds.getCenterY(), held);
  }

  /// Clicks at a place in a node's own coordinates with the mouse.
  void clickAt(Node node, double x, double y, KeyCode... held) {
    Fx.run(
        () -> {
          Point2D place = node.localToScreen(x, y);
          Robot robot = new Robot();
          for (KeyCode key : held) {
            robot.keyPress(key);
          }
          robot.mouseMove(place.getX(), place.getY());
          robot.mouseClick(MouseButton.PRIMARY);
          for (KeyCode key : held) {
            robot.keyRelease(key);
          }
        });
  }

  /// Does what a shortcut does.
  void shortcut(String keys) {
    Fx.run(() -> stage.getScene().getAccelerators().get(KeyCombination.valueOf(keys)).run());
  }

  /// Lets layout, background reading and animations come to rest.
  void settle() {
    try {
      for (int i = 0; i < 12; i++) {
        Thread.sleep(100);
        Fx.run(() -> {});
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Saves what the window shows as `target/screenshots/window/<name>.png`.
  void picture(String name) throws IOException {
    settle();
    save(name, stage.getScene());
  }

  /// Makes the window this wide and waits until its content is.
  void resize(double width) {
    Fx.run(() -> stage.setWidth(width));
    Fx.waitUntil(
        "the window is " + width + " wide", 10, () -> stage.getScene().getWidth() == width);
  }

  /// Saves what a window of 1920×1080 would show. JavaFX's headless screen is smaller than that, so
  /// the content moves into a scene without a window for the picture.
  void widePicture(String name) throws IOException {
    Scene shown = stage.getScene();
    Scene wide =
        Fx.on(
            () -> {
              Parent root = shown.getRoot();
              shown.setRoot(new Group());
              Scene scene = new Scene(root, 1920, 1080);
              scene.getStylesheets().setAll(shown.getStylesheets());
              scene.snapshot(null);
              return scene;
            });
    settle();
    Fx.run(() -> wide.snapshot(null));
    settle();
    save(name, wide);
    Fx.run(
        () -> {
          Parent root = wide.getRoot();
          wide.setRoot(new Group());
          shown.setRoot(root);
        });
  }

  /// The pixels of the node with this style class, as they are drawn now; any thread.
  int[] pixels(String selector) {
    return Fx.on(
        () -> {
          Node node = stage.getScene().getRoot().lookup(selector);
          if (node == null) {
            throw new AssertionError("There is no node " + selector);
          }
          BufferedImage image = copy(node.snapshot(null, null));
          return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        });
  }

  /// Saves what a window of this size shows now on a screen of twice the pixels.
  void pictureAtTwice(String name) throws IOException {
    BufferedImage image =
        Fx.on(
            () -> {
              SnapshotParameters twice = new SnapshotParameters();
              twice.setTransform(Transform.scale(2, 2));
              twice.setFill(Color.WHITE);
              return copy(stage.getScene().getRoot().snapshot(twice, null));
            });
    write(name, image);
  }

  private void save(String name, Scene scene) throws IOException {
    write(name, Fx.on(() -> copy(scene.snapshot(null))));
  }

  /// What the window shows once it has come to rest.
  BufferedImage image() {
    settle();
    return Fx.on(() -> copy(stage.getScene().snapshot(null)));
  }

  private void write(String name, BufferedImage image) throws IOException {
    Files.createDirectories(pictures);
    ImageIO.write(image, "png", pictures.resolve(name + ".png").toFile());
  }

  private static BufferedImage copy(WritableImage shot) {
    int width = (int) shot.getWidth();
    int height = (int) shot.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, shot.getPixelReader().getArgb(x, y));
      }
    }
    return copy;
  }

  /// Closes without the question.
  @Override
  public void close() {
    Fx.run(
        () -> {
          stage.hide();
          application.stop();
        });
  }
}
