package org.statescope.app.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.statescope.app.fx.Fx;
import org.statescope.app.theme.Theme;

/// Shows views alone in a stage of the headless platform and keeps pictures of them as build
/// output, apart from those of the whole window.
public final class Screenshots {
  private static final Path FOLDER = Path.of("target", "screenshots", "views");

  private Screenshots() {}

  /// Puts a view on a stage of this size in light or dark colours.
  public static Stage show(Parent view, double width, double height, boolean dark) {
    return Fx.on(
        () -> {
          Application.setUserAgentStylesheet(
              dark
                  ? new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet()
                  : new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
          Stage stage = new Stage();
          Scene scene = new Scene(view, width, height);
          Theme.dress(scene);
          stage.setScene(scene);
          stage.show();
          return stage;
        });
  }

  /// Writes what the stage shows as `target/screenshots/views/<name>.png` and gives the picture
  /// back.
  public static BufferedImage save(Stage stage, String name) {
    WritableImage image = Fx.on(() -> stage.getScene().snapshot(null));
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    try {
      Files.createDirectories(FOLDER);
      ImageIO.write(picture, "png", FOLDER.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return picture;
  }

  /// Turns the application and a chart theme dark.
  public static void darken(ChartTheme theme) {
    Fx.run(
        () -> {
          Application.setUserAgentStylesheet(
              new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet());
          theme.setDark(true);
        });
  }

  public static void close(Stage stage) {
    Fx.run(stage::close);
  }
}
