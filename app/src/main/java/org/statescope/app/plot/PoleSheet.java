package org.statescope.app.plot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A pole map made ready for paper without a plot in a window. Of poles of one colour that fall
/// within the same pixel one is drawn: a mark on a mark cannot be told from one, and a file of a
/// million marks cannot be opened. Any thread.
///
/// @param figure the whole map, with the damping grid
/// @param drawn how many marks it has
/// @param poles how many poles they stand for
public record PoleSheet(Figure figure, int drawn, int poles) {
  private static final double HORIZONTAL_AXIS_ROOM = PoleMapPlot.HORIZONTAL_AXIS_ROOM;

  /// @param scene the poles of the map; earlier places are not drawn
  /// @param realLabel, imaginaryLabel what the axes say
  public static PoleSheet of(
      String title,
      Plane plane,
      PoleScene scene,
      List<Figure.Entry> legend,
      String realLabel,
      String imaginaryLabel,
      FigureTable numbers,
      double width,
      double height) {
    double dataWidth = ChartStyle.dataWidth(width, PlotPane.VERTICAL_AXIS_ROOM);
    double dataHeight = ChartStyle.dataHeight(height, HORIZONTAL_AXIS_ROOM);
    PoleWindow around = PoleWindow.around(plane, scene);
    PoleWindow window = plane == Plane.Z ? around.withAspect(dataWidth, dataHeight) : around;
    PoleCloud kept = onePerPixel(scene.now(), window, dataWidth, dataHeight);
    PoleScene drawn = new PoleScene(kept, List.of(), List.of(), scene.colours());
    Figure figure =
        new Figure(
            title,
            legend,
            width,
            height,
            new PoleFigure(
                plane,
                drawn,
                List.of(),
                PoleContours.NONE,
                window,
                true,
                realLabel,
                imaginaryLabel),
            numbers);
    return new PoleSheet(figure, kept.size(), scene.now().size());
  }

  private record Cell(long column, long row, int group) {}

  static PoleCloud onePerPixel(PoleCloud cloud, PoleWindow window, double width, double height) {
    Set<Cell> taken = new HashSet<>();
    double[] real = new double[cloud.size()];
    double[] imaginary = new double[cloud.size()];
    int[] group = new int[cloud.size()];
    int kept = 0;
    for (int i = 0; i < cloud.size(); i++) {
      Cell cell =
          new Cell(
              (long)
                  Math.floor(
                      (cloud.real()[i] - window.x().getLowerBound())
                          / window.x().getLength()
                          * width),
              (long)
                  Math.floor(
                      (cloud.imaginary()[i] - window.y().getLowerBound())
                          / window.y().getLength()
                          * height),
              cloud.group()[i]);
      if (taken.add(cell)) {
        real[kept] = cloud.real()[i];
        imaginary[kept] = cloud.imaginary()[i];
        group[kept++] = cloud.group()[i];
      }
    }
    return new PoleCloud(
        Arrays.copyOf(real, kept), Arrays.copyOf(imaginary, kept), Arrays.copyOf(group, kept));
  }
}
