package org.statescope.app.plot;

import java.util.Arrays;

/// The line along which a function on a grid has one value.
///
/// **Algorithm**: marching squares with linear interpolation along the edges of cells; in a cell
/// whose opposite corners lie on the same side, the mean of the corners decides which two are
/// joined. Lorensen and Cline, doi:10.1145/37401.37422, in the plane.
///
/// **Edge cases**: a cell with a corner that is not finite has no line. **Cost**: one look at each
/// cell.
public final class MarchingSquares {
  private MarchingSquares() {}

  /// The pieces of the line, as [PoleContours.Level] has them.
  ///
  /// @param values `[row][column]`
  /// @param level the value of the line
  /// @param x where the columns are
  /// @param y where the rows are
  public static double[] segments(double[][] values, double level, double[] x, double[] y) {
    Pieces pieces = new Pieces();
    for (int row = 0; row + 1 < values.length; row++) {
      for (int column = 0; column + 1 < values[row].length; column++) {
        new Cell(values, level, x, y, row, column).addTo(pieces);
      }
    }
    return Arrays.copyOf(pieces.numbers, pieces.count);
  }

  private static final class Pieces {
    private double[] numbers = new double[256];
    private int count;

    void add(double[] from, double[] to) {
      if (count + 4 > numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      }
      numbers[count++] = from[0];
      numbers[count++] = from[1];
      numbers[count++] = to[0];
      numbers[count++] = to[1];
    }
  }

  /// A cell and how its corners lie to the level.
  private record Cell(
      double[][] values, double level, double[] x, double[] y, int row, int column) {
    void addTo(Pieces pieces) {
      double lowLeft = values[row][column] - level;
      double lowRight = values[row][column + 1] - level;
      double highRight = values[row + 1][column + 1] - level;
      double highLeft = values[row + 1][column] - level;
      double middle = (lowLeft + lowRight + highRight + highLeft) / 4;
      if (!Double.isFinite(middle)) {
        return;
      }
      double[] bottom = crossing(lowLeft, lowRight, 0, 0, 1, 0);
      double[] right = crossing(lowRight, highRight, 1, 0, 1, 1);
      double[] top = crossing(highLeft, highRight, 0, 1, 1, 1);
      double[] left = crossing(lowLeft, highLeft, 0, 0, 0, 1);
      double[][] crossed =
          Arrays.stream(new double[][] {bottom, right, top, left})
              .filter(edge -> edge.length > 0)
              .toArray(double[][]::new);
      if (crossed.length == 2) {
        pieces.add(crossed[0], crossed[1]);
      } else if (crossed.length == 4) {
        boolean joinsLowLeft = middle < 0 == lowLeft < 0;
        pieces.add(bottom, joinsLowLeft ? right : left);
        pieces.add(top, joinsLowLeft ? left : right);
      }
    }

    /// Where the level crosses the edge between two corners; nothing where it does not.
    private double[] crossing(double from, double to, int fromX, int fromY, int toX, int toY) {
      if (from < 0 == to < 0) {
        return new double[0];
      }
      double share = from / (from - to);
      return new double[] {
        between(x[column + fromX], x[column + toX], share),
        between(y[row + fromY], y[row + toY], share)
      };
    }

    private static double between(double from, double to, double share) {
      return from + share * (to - from);
    }
  }
}
