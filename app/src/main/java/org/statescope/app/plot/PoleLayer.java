package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// The poles of a map between its grid and its cursor: marks stamped on pixels, and, while there
/// are few poles, trails and paths as lines. More poles get smaller and fainter marks, and where
/// these would cover one another the picture shows how many poles lie where; see [PoleDensity].
final class PoleLayer extends Canvas {
  /// Up to this many line segments trails are lines; beyond, earlier places are dots.
  static final int MOST_SEGMENTS = 6000;

  private static final int MOST_DOTS = 150_000;

  private static final int FEW = 400;
  private static final int MANY = 4000;
  private static final double OLDEST = 0.12;
  private static final double NEWEST = 0.6;
  private static final double TRACE_GROUND = 0.8;

  private Optional<PoleDensity> density = Optional.empty();
  private @Nullable PoleRaster raster;
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private @Nullable WritableImage image;

  /// How a pole is marked; more poles get smaller and fainter marks.
  record MarkStyle(double radius, double opacity, double thickness) {
    static MarkStyle of(int count) {
      return new MarkStyle(
          count <= FEW ? 4 : count <= MANY ? 3 : 2.2,
          count <= FEW ? 1 : count <= MANY ? 0.75 : 0.5,
          count <= FEW ? 1.1 : 0.8);
    }
  }

  /// Maps the plane to pixels of the data area.
  record Mapping(double left, double perReal, double top, double perImaginary) {
    static Mapping of(PoleWindow window, Rectangle2D area) {
      return new Mapping(
          window.x().getLowerBound(),
          area.getWidth() / window.x().getLength(),
          window.y().getUpperBound(),
          area.getHeight() / window.y().getLength());
    }

    double x(double real) {
      return (real - left) * perReal;
    }

    double y(double imaginary) {
      return (top - imaginary) * perImaginary;
    }
  }

  /// @param trails lines over whatever the poles are drawn as
  void draw(
      PoleScene scene,
      List<PoleScene.Path> trails,
      Mapping mapping,
      Rectangle2D area,
      ChartColours colours,
      double scale) {
    setLayoutX(area.getX());
    setLayoutY(area.getY());
    setWidth(area.getWidth());
    setHeight(area.getHeight());
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    Color[] palette =
        scene.colours().stream().map(colour -> colour.apply(colours)).toArray(Color[]::new);
    boolean lines = (long) scene.now().size() * scene.past().size() <= MOST_SEGMENTS;
    if (lines) {
      trails(g, scene, mapping, palette);
    }
    paths(g, scene.paths(), mapping, palette);
    PoleRaster pixels = raster(area, scale);
    pixels.clear();
    density = density(scene.now(), mapping, area);
    if (density.isPresent() && density.get().isDense()) {
      counts(pixels, density.get(), colours, scale);
      show(g, area);
      traces(g, trails, mapping, palette, colours);
      DensityScale.legend(g, area.getHeight(), colours, density.get().most());
      return;
    }
    if (!lines) {
      pastDots(pixels, scene.past(), mapping, palette, scale);
    }
    marks(
        pixels,
        scene.now(),
        MarkStyle.of(density.map(PoleDensity::visible).orElse(scene.now().size())),
        mapping,
        palette,
        scale);
    show(g, area);
    if (!lines) {
      traces(g, trails, mapping, palette, colours);
    }
  }

  /// How many poles lie where in what was drawn last; empty where the scene has too few for that.
  Optional<PoleDensity> density() {
    return density;
  }

  static Optional<PoleDensity> density(PoleCloud now, Mapping mapping, Rectangle2D area) {
    return now.size() > PoleDensity.MOST_SINGLE
        ? Optional.of(PoleDensity.of(now, mapping, area))
        : Optional.empty();
  }

  private static void counts(
      PoleRaster pixels, PoleDensity density, ChartColours colours, double scale) {
    double side = PoleDensity.CELL * scale;
    int[] palette = DensityScale.pixels(colours);
    for (int row = 0; row < density.rows(); row++) {
      for (int column = 0; column < density.columns(); column++) {
        int count = density.count(row, column);
        if (count > 0) {
          int colour = palette[(int) Math.round(density.position(count) * (palette.length - 1))];
          pixels.fill(side * column, side * row, side * (column + 1), side * (row + 1), colour);
        }
      }
    }
  }

  private static void trails(GraphicsContext g, PoleScene scene, Mapping mapping, Color[] palette) {
    List<PoleCloud> past = scene.past();
    g.setLineWidth(1.2);
    for (int age = 0; age < past.size(); age++) {
      PoleCloud from = past.get(age);
      PoleCloud to = age + 1 < past.size() ? past.get(age + 1) : scene.now();
      double opacity = trailOpacity(age, past.size());
      for (int group = 0; group < palette.length; group++) {
        g.setStroke(Colours.faded(palette[group], opacity));
        g.beginPath();
        for (int i = 0; i < from.size(); i++) {
          if (to.group()[i] == group) {
            g.moveTo(mapping.x(from.real()[i]), mapping.y(from.imaginary()[i]));
            g.lineTo(mapping.x(to.real()[i]), mapping.y(to.imaginary()[i]));
          }
        }
        g.stroke();
      }
    }
  }

  private static void paths(
      GraphicsContext g, List<PoleScene.Path> paths, Mapping mapping, Color[] palette) {
    g.setLineWidth(1.4);
    for (PoleScene.Path path : paths) {
      int points = path.real().length;
      double[] x = new double[points];
      double[] y = new double[points];
      for (int i = 0; i < points; i++) {
        x[i] = mapping.x(path.real()[i]);
        y[i] = mapping.y(path.imaginary()[i]);
      }
      g.setStroke(Colours.faded(palette[path.group()], 0.55));
      g.strokePolyline(x, y, points);
    }
  }

  /// The trails of single poles: thin lines on a wider one of the background, seen on any density.
  private static void traces(
      GraphicsContext g,
      List<PoleScene.Path> trails,
      Mapping mapping,
      Color[] palette,
      ChartColours colours) {
    for (PoleScene.Path trail : trails) {
      int points = trail.real().length;
      double[] x = new double[points];
      double[] y = new double[points];
      for (int i = 0; i < points; i++) {
        x[i] = mapping.x(trail.real()[i]);
        y[i] = mapping.y(trail.imaginary()[i]);
      }
      g.setStroke(Colours.faded(colours.surface(), TRACE_GROUND));
      g.setLineWidth(3.5);
      g.strokePolyline(x, y, points);
      g.setStroke(palette[trail.group()]);
      g.setLineWidth(1.5);
      g.strokePolyline(x, y, points);
    }
  }

  /// Dots of so many poles form clouds: a few clouds tell as much as many, and are drawn in time.
  private static void pastDots(
      PoleRaster pixels, List<PoleCloud> past, Mapping mapping, Color[] palette, double scale) {
    int stride = Math.max(1, (int) ((long) past.size() * past.getFirst().size() / MOST_DOTS));
    PoleRaster.Stamp dot = scale > 1 ? PoleRaster.Stamp.dot(0.6 * scale) : PoleRaster.Stamp.PIXEL;
    for (int age = past.size() - 1; age >= 0; age -= stride) {
      stampAll(
          pixels, dot, past.get(age), mapping, palette, trailOpacity(age, past.size()) / 2, scale);
    }
  }

  private static void marks(
      PoleRaster pixels,
      PoleCloud now,
      MarkStyle style,
      Mapping mapping,
      Color[] palette,
      double scale) {
    stampAll(
        pixels,
        PoleRaster.Stamp.cross(style.radius() * scale, style.thickness() * scale),
        now,
        mapping,
        palette,
        style.opacity(),
        scale);
  }

  private static void stampAll(
      PoleRaster pixels,
      PoleRaster.Stamp stamp,
      PoleCloud cloud,
      Mapping mapping,
      Color[] palette,
      double opacity,
      double scale) {
    int[] rgb = new int[palette.length];
    for (int i = 0; i < palette.length; i++) {
      Color colour = palette[i];
      rgb[i] =
          (int) Math.round(255 * colour.getRed()) << 16
              | (int) Math.round(255 * colour.getGreen()) << 8
              | (int) Math.round(255 * colour.getBlue());
    }
    int alpha = (int) Math.round(255 * opacity);
    for (int i = 0; i < cloud.size(); i++) {
      double x = scale * mapping.x(cloud.real()[i]);
      double y = scale * mapping.y(cloud.imaginary()[i]);
      if (x > -stamp.size()
          && y > -stamp.size()
          && x < pixels.width() + stamp.size()
          && y < pixels.height() + stamp.size()) {
        int colour = rgb[cloud.group()[i]];
        int red = colour >> 16 & 255;
        int green = colour >> 8 & 255;
        int blue = colour & 255;
        if (stamp.size() == 1) {
          pixels.point(x, y, red, green, blue, alpha);
        } else {
          pixels.stamp(stamp, x, y, red, green, blue, alpha);
        }
      }
    }
  }

  static double trailOpacity(int age, int ages) {
    return OLDEST + (NEWEST - OLDEST) * (age + 1) / ages;
  }

  private PoleRaster raster(Rectangle2D area, double scale) {
    int width = (int) Math.ceil(area.getWidth() * scale);
    int height = (int) Math.ceil(area.getHeight() * scale);
    PoleRaster current = raster;
    if (current == null || current.width() != width || current.height() != height) {
      current = new PoleRaster(width, height);
      raster = current;
      buffer =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(current.pixels()), PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
    return current;
  }

  private void show(GraphicsContext g, Rectangle2D area) {
    if (buffer != null && image != null) {
      buffer.updateBuffer(whole -> null);
      g.drawImage(image, 0, 0, area.getWidth(), area.getHeight());
    }
  }
}
