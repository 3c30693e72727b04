package org.statescope.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.robot.Robot;
import javax.imageio.ImageIO;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.workspace.RunEntry;

/// Takes the README's pictures, each in both themes, of two trained runs.
///
/// Properties: `pictures.runs` is a folder with two finished runs, the first by name a canonical
/// form, as `statescope train` leaves them; `pictures.to` the folder of the pictures.
public final class ReadmePictures {
  private static final int SECONDS = 300;

  private final Desk desk;
  private final Path to;

  private ReadmePictures(Desk desk, Path to) {
    this.desk = desk;
    this.to = to;
  }

  public static void main(String[] arguments) throws IOException {
    Path runs = Path.of(System.getProperty("pictures.runs")).toAbsolutePath();
    Path to = Files.createDirectories(Path.of(System.getProperty("pictures.to")));
    Path settings = Files.createTempDirectory("statescope-pictures").resolve("settings.json");
    System.setProperty("user.home", runs.getParent().toString());
    try (Desk desk = Desk.open(runs, settings)) {
      new ReadmePictures(desk, to).takeAll();
    }
    System.exit(0);
  }

  private void takeAll() throws IOException {
    ListView<?> list = desk.find("runs", ListView.class);
    Fx.waitUntil("both runs are listed", 20, () -> list.getItems().size() == 2);
    Fx.run(() -> list.getItems().forEach(run -> ((RunEntry) run).tickedProperty().set(true)));
    desk.press("page-live");
    take("live");
    desk.press("page-poles");
    desk.settle();
    selectAPole();
    take("poles");
    desk.press("page-structure");
    desk.settle();
    take("structure");
    followAText();
    take("tokens");
    moveAPole();
    take("design");
    desk.press("page-compare");
    desk.press("compare-poles");
    take("compare-poles");
  }

  /// Of the last pair of maps, the one nearest to a third from the left and a third from the top.
  private void selectAPole() {
    Fx.waitUntil("the maps are there", SECONDS, () -> maps().length == 4);
    PoleMapPlot map = (PoleMapPlot) maps()[2];
    double[] place =
        Fx.on(
            () -> {
              Point2D wish = new Point2D(map.getWidth() / 3, map.getHeight() / 3);
              double[] nearest = {0, 0, Double.POSITIVE_INFINITY};
              for (double x = 0; x < map.getWidth(); x += 4) {
                for (double y = 0; y < map.getHeight(); y += 4) {
                  OptionalInt pole = map.poleAt(x, y);
                  double distance = wish.distance(x, y);
                  if (pole.isPresent() && distance < nearest[2]) {
                    nearest = new double[] {x, y, distance};
                  }
                }
              }
              return nearest;
            });
    desk.clickAt(map, place[0], place[1]);
    Node away = desk.find("status-training", Node.class);
    Fx.run(
        () -> {
          Point2D corner = away.localToScreen(4, 4);
          new Robot().mouseMove(corner.getX(), corner.getY());
        });
  }

  private Node[] maps() {
    return desk.stage().getScene().getRoot().lookup(".pole-maps").lookupAll("*").stream()
        .filter(PoleMapPlot.class::isInstance)
        .toArray(Node[]::new);
  }

  private void followAText() {
    desk.press("page-tokens");
    Fx.run(() -> desk.find("tokens-checkpoint", ComboBox.class).getEditor().setText("last"));
    desk.press("tokens-start");
    GridPane readout = desk.find("tokens-readout", GridPane.class);
    Fx.waitUntil("the text is read", SECONDS, () -> !readout.getChildren().isEmpty());
    Node text = desk.find("tokens-text", Node.class);
    desk.clickAt(text, Fx.on(() -> text.getLayoutBounds().getWidth() / 3), 12);
  }

  private void moveAPole() {
    desk.press("page-design");
    Fx.waitUntil("the model is read", SECONDS, () -> desk.isShown("design-limit-value"));
    desk.settle();
    Node map = desk.find("design-s", Node.class);
    press(map, KeyCode.TAB, true);
    for (int i = 0; i < 6; i++) {
      press(map, KeyCode.LEFT, true);
    }
    Label state = desk.find("design-effect-state", Label.class);
    Fx.waitUntil(
        "the perplexity is measured", SECONDS, () -> state.getText().startsWith("Measured"));
  }

  private static void press(Node node, KeyCode code, boolean shift) {
    Fx.run(
        () ->
            Event.fireEvent(
                node,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false)));
  }

  /// The theme goes round: the system's, light, dark.
  private void take(String name) throws IOException {
    desk.shortcut("Shortcut+T");
    write(name, desk.image());
    desk.shortcut("Shortcut+T");
    write(name + "-dark", desk.image());
    desk.shortcut("Shortcut+T");
  }

  private void write(String name, BufferedImage image) throws IOException {
    ImageIO.write(image, "png", to.resolve(name + ".png").toFile());
  }
}
