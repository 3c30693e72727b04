package org.statescope.analysis.design;

import java.util.Arrays;

/// The arrays of banks: a row for each system, or one that all share.
final class Rows {
  private Rows() {}

  /// Where the row of a system begins.
  static int offset(double[] values, int system, int length) {
    return values.length == length ? 0 : system * length;
  }

  /// A copy with a row for each system.
  static double[] spread(double[] values, int count, int length) {
    if (values.length == count * length) {
      return values.clone();
    }
    double[] rows = new double[count * length];
    for (int system = 0; system < count; system++) {
      System.arraycopy(values, 0, rows, system * length, length);
    }
    return rows;
  }

  /// A copy in which one column is 0.
  static double[] withoutColumn(double[] values, int length, int column) {
    double[] copy = Arrays.copyOf(values, values.length);
    for (int i = column; i < copy.length; i += length) {
      copy[i] = 0;
    }
    return copy;
  }
}
