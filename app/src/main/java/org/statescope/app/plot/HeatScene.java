package org.statescope.app.plot;

import java.util.function.BiFunction;

/// The cells of a heat map.
///
/// A cell is a position on the colour scale, from 0 for the worst value to 1 for the best, or
/// [#BROKEN] where the thing measured does not exist because something is wrong, or NaN where
/// nothing is known.
///
/// @param rows cells from top to bottom
/// @param columns cells from left to right
/// @param positions rows × columns, row-major
/// @param words what a cell says when it is pointed at
/// @param label the few signs that stand in a cell wide enough for them
public record HeatScene(
    int rows,
    int columns,
    double[] positions,
    BiFunction<Integer, Integer, String> words,
    BiFunction<Integer, Integer, String> label) {
  /// A cell whose value does not exist.
  public static final double BROKEN = Double.NEGATIVE_INFINITY;

  public static final HeatScene EMPTY =
      new HeatScene(0, 0, new double[0], (row, column) -> "", (row, column) -> "");

  public HeatScene {
    if (positions.length != rows * columns) {
      throw new IllegalArgumentException(
          "A heat map of %d × %d cells was given %d positions"
              .formatted(rows, columns, positions.length));
    }
  }

  /// A place in the map.
  public record Cell(int row, int column) {}

  public double position(int row, int column) {
    return positions[row * columns + column];
  }

  /// The worst of neighbouring cells of a row, which speaks for them where they share a pixel; NaN
  /// where none is known.
  double worst(int row, int first, int end) {
    double worst = Double.NaN;
    for (int column = first; column < end; column++) {
      double position = position(row, column);
      if (Double.isNaN(worst) || position < worst) {
        worst = position;
      }
    }
    return worst;
  }
}
