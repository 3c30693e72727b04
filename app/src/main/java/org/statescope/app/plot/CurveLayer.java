package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.nio.IntBuffer;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// The curves of a line plot between its axes and its cursor: dense ones as pixels, sparse ones as
/// lines in front of them. Written figures have the same curves as vectors, see [CurveRenderer].
final class CurveLayer extends Canvas {
  /// A curve of fewer points than this share of the columns is a line: its corners are seen.
  private static final double DENSE = 0.5;

  /// The renderer may still read the picture before: two take turns.
  private final Picture[] pictures = new Picture[2];

  private int turn;

  private record Picture(CurveRaster raster, PixelBuffer<IntBuffer> buffer, WritableImage image) {
    static Picture of(int width, int height) {
      CurveRaster raster = new CurveRaster(width, height);
      PixelBuffer<IntBuffer> buffer =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(raster.pixels()), PixelFormat.getIntArgbPreInstance());
      return new Picture(raster, buffer, new WritableImage(buffer));
    }
  }

  /// Maps values to pixels of the data area.
  ///
  /// @param scale what is linear in pixels: the value, or its logarithm
  private record Axis(double start, double perUnit, DoubleUnaryOperator scale) {
    static Axis of(Range range, DoubleUnaryOperator scale, double from, double to) {
      double low = scale.applyAsDouble(range.getLowerBound());
      double high = scale.applyAsDouble(range.getUpperBound());
      double perUnit = (to - from) / (high - low);
      return new Axis(from - perUnit * low, perUnit, scale);
    }

    double[] pixels(double[] values) {
      double[] pixels = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        pixels[i] = start + perUnit * scale.applyAsDouble(values[i]);
      }
      return pixels;
    }
  }

  /// @param x, y the ranges of the axes
  /// @param scale pixels of the screen for one of the scene
  void draw(
      List<Prepared.Stroke> strokes,
      Range x,
      Range y,
      boolean logarithmic,
      Rectangle2D area,
      ChartColours colours,
      double scale) {
    setLayoutX(area.getX());
    setLayoutY(area.getY());
    setWidth(area.getWidth());
    setHeight(area.getHeight());
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    DoubleUnaryOperator up = logarithmic ? Math::log : DoubleUnaryOperator.identity();
    Axis across = Axis.of(x, DoubleUnaryOperator.identity(), 0, scale * area.getWidth());
    Axis down = Axis.of(y, up, scale * area.getHeight(), 0);
    Picture picture = picture(area, scale);
    picture.raster.clear();
    for (Prepared.Stroke stroke : strokes) {
      if (isDense(stroke)) {
        Envelope line = stroke.line();
        picture.raster.draw(
            across.pixels(line.x()),
            down.pixels(line.y()),
            scale * CurveRenderer.thickness(stroke),
            Pixels.rgb(CurveRenderer.colour(stroke, colours)),
            (int) Math.round(255 * CurveRenderer.colour(stroke, colours).getOpacity()));
      }
    }
    picture.buffer.updateBuffer(whole -> null);
    g.drawImage(picture.image, 0, 0, area.getWidth(), area.getHeight());
    g.setLineCap(StrokeLineCap.ROUND);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.save();
    g.scale(1 / scale, 1 / scale);
    for (Prepared.Stroke stroke : strokes) {
      if (!isDense(stroke)) {
        line(g, stroke, across, down, colours, scale);
      }
    }
    g.restore();
  }

  private boolean isDense(Prepared.Stroke stroke) {
    return stroke.line().x().length >= Math.max(2, DENSE * getWidth());
  }

  private static void line(
      GraphicsContext g,
      Prepared.Stroke stroke,
      Axis across,
      Axis down,
      ChartColours colours,
      double scale) {
    double[] x = across.pixels(stroke.line().x());
    double[] y = down.pixels(stroke.line().y());
    Color colour = CurveRenderer.colour(stroke, colours);
    g.setStroke(colour);
    g.setLineWidth(scale * CurveRenderer.thickness(stroke));
    if (x.length > 1) {
      g.strokePolyline(x, y, x.length);
    }
    if (CurveRenderer.isMarked(stroke)) {
      double size = scale * CurveRenderer.MARK_SIZE;
      g.setFill(colour);
      for (int i = 0; i < x.length; i++) {
        g.fillOval(x[i] - size / 2, y[i] - size / 2, size, size);
      }
    }
  }

  private Picture picture(Rectangle2D area, double scale) {
    int width = Math.max(1, (int) Math.ceil(area.getWidth() * scale));
    int height = Math.max(1, (int) Math.ceil(area.getHeight() * scale));
    turn = 1 - turn;
    @Nullable Picture known = pictures[turn];
    if (known == null || known.raster.width() != width || known.raster.height() != height) {
      known = Picture.of(width, height);
      pictures[turn] = known;
    }
    return known;
  }
}
