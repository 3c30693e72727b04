package org.statescope.analysis.file;

import java.nio.file.Path;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// A matrix that arrives number by number, row by row, and may not grow beyond the bound.
final class RowCollector {
  private static final int FIRST_CAPACITY = 64;

  private final Path file;
  private final String name;
  private double[] values = new double[FIRST_CAPACITY];
  private int count;
  private int rows;
  private int columns = -1;
  private int rowStart;

  RowCollector(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  void add(double value) throws SystemFileException {
    if (count == SystemFile.LARGEST_MATRIX) {
      throw new SystemFileException(
          file, name + " has more than " + SystemFile.LARGEST_MATRIX + " numbers");
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  void endRow() throws SystemFileException {
    int width = count - rowStart;
    if (columns >= 0 && width != columns) {
      throw new SystemFileException(
          file,
          "%s has %d columns in row 1 but %d in row %d".formatted(name, columns, width, rows + 1));
    }
    columns = width;
    rowStart = count;
    rows++;
  }

  /// Where the next number goes, for messages.
  String place() {
    return "%s, row %d, column %d".formatted(name, rows + 1, count - rowStart + 1);
  }

  DMatrixRMaj matrix() {
    return new DMatrixRMaj(rows, Math.max(0, columns), true, Arrays.copyOf(values, count));
  }
}
