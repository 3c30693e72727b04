package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.statescope.app.fx.Fx;

/// A million poles: how many lie where, and each by itself once the map is zoomed.
final class PoleDensityTest {
  private static final int MILLION = 1_000_000;
  private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 90, 60);

  private static PoleScene million() {
    Random random = new Random(8);
    double[] real = new double[MILLION];
    double[] imaginary = new double[MILLION];
    for (int i = 0; i < MILLION; i++) {
      real[i] = -Math.exp(0.6 * random.nextGaussian()) * (1 + i % 16) / 2;
      imaginary[i] = (i % 2 == 0 ? 1 : -1) * (i % 16) * 0.4 + 0.3 * random.nextGaussian();
    }
    return new PoleScene(
        new PoleCloud(real, imaginary, new int[MILLION]),
        List.of(),
        List.of(),
        List.of(theme -> theme.series(0)));
  }

  @Test
  void everyVisiblePoleIsCountedOnceAndTheScaleIsLogarithmic() {
    PoleLayer.Mapping mapping =
        PoleLayer.Mapping.of(new PoleWindow(new Range(-30, 0), new Range(-10, 10)), AREA);
    PoleCloud cloud =
        new PoleCloud(
            new double[] {-0.5, -0.6, -29.5, -31, -5},
            new double[] {0.1, 0.2, 9, 0, 11},
            new int[5]);
    PoleDensity density = PoleDensity.of(cloud, mapping, AREA);
    int sum = 0;
    for (int row = 0; row < density.rows(); row++) {
      for (int column = 0; column < density.columns(); column++) {
        sum += density.count(row, column);
      }
    }
    assertEquals(3, density.visible());
    assertEquals(3, sum);
    assertEquals(2, density.most());
    assertEquals(2, density.count(9, 29));
    assertEquals(1, density.count(1, 0));
    assertFalse(density.isDense());
    PoleDensity many = PoleDensity.of(million().now(), mapping, AREA);
    assertTrue(many.isDense());
    assertEquals(0, many.position(1));
    assertEquals(1, many.position(many.most()), 1e-12);
    assertEquals(
        0.5, many.position((int) Math.round(Math.sqrt(many.most()))), 1.0 / Math.sqrt(many.most()));
  }

  @Test
  void polesLessThanASquareOutsideThePictureAreNotCounted() {
    PoleLayer.Mapping mapping =
        PoleLayer.Mapping.of(new PoleWindow(new Range(-30, 0), new Range(-10, 10)), AREA);
    double[] real = {-5, -5, -30.2, 0.2, -29.9};
    double[] imaginary = {10.2, -10.2, 0, 0, 9.9};
    PoleDensity density = PoleDensity.of(new PoleCloud(real, imaginary, new int[5]), mapping, AREA);
    assertEquals(1, density.visible(), "only the last one is inside");
    assertEquals(1, density.count(0, 0));
  }

  @Test
  void aMapIsDenseOnlyBeyondTheMostSingleMarks() {
    PoleLayer.Mapping mapping =
        PoleLayer.Mapping.of(new PoleWindow(new Range(-30, 0), new Range(-10, 10)), AREA);
    for (int more = 0; more < 2; more++) {
      int size = PoleDensity.MOST_SINGLE + more;
      double[] real = new double[size];
      java.util.Arrays.fill(real, -5);
      PoleCloud cloud = new PoleCloud(real, new double[size], new int[size]);
      assertEquals(more == 1, PoleDensity.of(cloud, mapping, AREA).isDense());
    }
  }

  @Test
  void aMillionPolesAreReadyAndTheZoomShowsSingleOnes() throws Exception {
    ChartTheme theme = new ChartTheme();
    PoleScene scene = million();
    PoleMapPlot plot =
        Fx.on(
            () -> {
              PoleMapPlot map = new PoleMapPlot(Plane.S, theme);
              map.setDescription(pole -> "pole " + pole);
              map.show(scene);
              return map;
            });
    Stage stage = Screenshots.show(new StackPane(plot), 700, 480, false);
    try {
      Fx.waitUntil("the map is drawn", 10, plot::isDrawn);
      assertTrue(Fx.on(plot::isDense));
      BufferedImage light = Screenshots.save(stage, "pole-density-light");
      Screenshots.darken(theme);
      Thread.sleep(300);
      BufferedImage dark = Screenshots.save(stage, "pole-density-dark");
      assertNotEquals(light.getRGB(400, 240), dark.getRGB(400, 240));
      double median = medianMilliseconds(plot);
      System.out.printf("a million poles: median %.1f ms of the JavaFX thread%n", median);
      assertTrue(median < 50, "median " + median + " ms");
      zoomAndPoint(plot, scene.now(), 123_456);
      Screenshots.save(stage, "pole-density-zoomed-dark");
    } finally {
      Fx.run(
          () -> {
            plot.close();
            stage.close();
          });
    }
  }

  @Test
  void theTrailsOfChosenPolesAreSeenOverTheDensityAndOnPaper() throws Exception {
    ChartTheme theme = new ChartTheme();
    PoleScene scene = million();
    PoleMapPlot plot =
        Fx.on(
            () -> {
              PoleMapPlot map = new PoleMapPlot(Plane.S, theme);
              map.show(scene);
              return map;
            });
    Stage stage = Screenshots.show(new StackPane(plot), 700, 480, false);
    try {
      Fx.waitUntil("the map is drawn", 10, plot::isDrawn);
      PoleWindow window = Fx.on(plot::shown);
      double middle = window.x().getCentralValue();
      double high = window.y().getUpperBound() / 2;
      PoleScene.Path trail =
          new PoleScene.Path(new double[] {middle, middle}, new double[] {high, -high}, 0);
      int x = (int) Math.round(Fx.on(() -> plot.pixelOfX(middle)));
      int y = (int) Math.round(Fx.on(() -> plot.pixelOfY(high / 3)));
      BufferedImage without = Screenshots.save(stage, "pole-density-without-trail");
      int[] paperWithout = paper(plot.figure());
      Fx.run(() -> plot.showTrails(List.of(trail)));
      Fx.run(() -> {});
      Thread.sleep(300);
      assertTrue(Fx.on(plot::isDense));
      BufferedImage with = Screenshots.save(stage, "pole-density-trail-light");
      assertNotEquals(without.getRGB(x, y), with.getRGB(x, y));
      assertFalse(Arrays.equals(paperWithout, paper(plot.figure())));
      Fx.run(() -> plot.show(scene));
      assertEquals(List.of(), Fx.on(plot::trails), "other poles have other trails");
    } finally {
      Fx.run(
          () -> {
            plot.close();
            stage.close();
          });
    }
  }

  private static int[] paper(Figure figure) {
    BufferedImage paper = new BufferedImage(700, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = paper.createGraphics();
    figure.drawing().draw(g, new Rectangle2D.Double(0, 0, figure.width(), figure.height()));
    g.dispose();
    return paper.getRGB(0, 0, 700, 480, null, 0, 700);
  }

  private static void zoomAndPoint(PoleMapPlot plot, PoleCloud now, int pole) {
    double x = now.real()[pole];
    double y = now.imaginary()[pole];
    Fx.run(
        () ->
            plot.windowProperty()
                .set(
                    Optional.of(
                        new PoleWindow(
                            new Range(x - 0.02, x + 0.02), new Range(y - 0.015, y + 0.015)))));
    Fx.waitUntil("single poles are drawn", 10, () -> !plot.isDense());
    Fx.run(() -> Pointer.move(plot, plot.pixelOfX(x), plot.pixelOfY(y)));
    Fx.waitUntil(
        "the pole is described", 5, () -> plot.hovered().equals(java.util.OptionalInt.of(pole)));
  }

  private static double medianMilliseconds(PoleMapPlot plot) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] milliseconds = new double[21];
    for (int i = 0; i < milliseconds.length; i++) {
      milliseconds[i] =
          Fx.on(
              () -> {
                long start = threads.getCurrentThreadCpuTime();
                plot.chartDrawn();
                return (threads.getCurrentThreadCpuTime() - start) / 1e6;
              });
    }
    Arrays.sort(milliseconds);
    return milliseconds[10];
  }
}
