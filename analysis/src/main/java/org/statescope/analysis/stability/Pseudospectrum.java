package org.statescope.analysis.stability;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.complex.ShiftedPencil;

/// The pseudospectra of a matrix on a grid: `σ_min(zI − A)`, whose level curve at ε bounds the
/// poles of all matrices within ε of A.
///
/// **Shapes**: A n × n real; a grid of rows × columns values. Nothing given is modified.
///
/// **Edge cases**: 0 exactly on a pole; the values are never NaN, and take their logarithm with
/// care.
///
/// **Tolerance**: relative, one percent in the worst case and usually 1e-4, which no contour shows;
/// absolute, a few `√n·u·‖A‖`, below which a value means "of that size".
///
/// **Algorithm**: the Schur form once, when the object is made; then inverse Lanczos at each point,
/// half of them when the grid is symmetric about the real axis, rows in parallel. Trefethen,
/// doi:10.1017/S0962492900002932. **Cost**: 25 n³ once, about 20 n² complex operations a point.
public final class Pseudospectrum {
  private final ShiftedPencil pencil;

  private Pseudospectrum(ShiftedPencil pencil) {
    this.pencil = pencil;
  }

  /// Prepares a matrix; the object can be kept while a window is dragged over the plane.
  public static Pseudospectrum of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    return new Pseudospectrum(ShiftedPencil.of(a));
  }

  /// A rectangle of the complex plane.
  public record Window(double left, double right, double bottom, double top) {
    public Window {
      boolean finite =
          Double.isFinite(left)
              && Double.isFinite(right)
              && Double.isFinite(bottom)
              && Double.isFinite(top);
      if (!finite || !(left < right) || !(bottom < top)) {
        throw new IllegalArgumentException(
            "the window [%s, %s] × [%s, %s] is empty or not finite"
                .formatted(left, right, bottom, top));
      }
    }

    /// The real part of column j of a grid whose first and last columns are the edges.
    public double real(int column, int columns) {
      return left + (right - left) * column / (columns - 1);
    }

    /// The imaginary part of row i, from the bottom up.
    public double imaginary(int row, int rows) {
      return bottom + (top - bottom) * row / (rows - 1);
    }
  }

  /// The values on a grid; `[row][column]`, rows from the bottom up.
  public double[][] grid(Window window, int rows, int columns) {
    return grid(window, rows, columns, () -> false);
  }

  /// The same for somebody who may lose interest.
  ///
  /// @param cancelled asked before each row, from several threads
  /// @throws CancellationException soon after `cancelled` says so
  public double[][] grid(Window window, int rows, int columns, BooleanSupplier cancelled) {
    if (rows < 2 || columns < 2) {
      throw new IllegalArgumentException(
          "a grid of " + rows + "×" + columns + " is too small, it needs at least 2×2");
    }
    double[][] values = new double[rows][];
    boolean symmetric = window.bottom() == -window.top();
    int first = symmetric ? rows / 2 : 0;
    IntStream.range(first, rows)
        .parallel()
        .forEach(
            row -> {
              if (cancelled.getAsBoolean()) {
                throw new CancellationException("the grid of a pseudospectrum was cancelled");
              }
              ShiftedPencil.Evaluator evaluator = pencil.scanner();
              double imaginary = window.imaginary(row, rows);
              double[] line = new double[columns];
              for (int column = 0; column < columns; column++) {
                line[column] =
                    evaluator.smallestSingularValue(window.real(column, columns), imaginary);
              }
              values[row] = line;
            });
    for (int row = 0; row < first; row++) {
      values[row] = values[rows - 1 - row].clone();
    }
    return values;
  }
}
