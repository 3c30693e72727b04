package org.statescope.analysis.network;

import org.ejml.data.DMatrixRMaj;

/// Vectors of a bank: one for each system, or one that all share.
final class Vectors {
  private Vectors() {}

  /// Refuses an array that is neither one vector nor one for each system, or that has an entry
  /// which is no number.
  static void require(String name, double[] values, int count, int length) {
    if (values.length != length && values.length != count * (long) length) {
      throw new IllegalArgumentException(
          name
              + " have "
              + values.length
              + " numbers but must have "
              + length
              + ", or "
              + count
              + "×"
              + length
              + " for "
              + count
              + " systems");
    }
    requireFinite(name, values);
  }

  static void requireFinite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            name + " have " + values[i] + " at index " + i + " but must hold finite numbers");
      }
    }
  }

  static void requireCounts(int count, int order) {
    if (count < 1 || order < 1) {
      throw new IllegalArgumentException(
          "A bank of "
              + count
              + " systems of order "
              + order
              + " is empty; both must be at least 1");
    }
  }

  static void requireIndex(int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "System " + index + " was asked for but the bank has systems 0 to " + (count - 1));
    }
  }

  /// Where the vector of a system begins.
  static int offset(double[] values, int index, int length) {
    return values.length == length ? 0 : index * length;
  }

  static DMatrixRMaj column(double[] values, int index, int length) {
    DMatrixRMaj column = new DMatrixRMaj(length, 1);
    System.arraycopy(values, offset(values, index, length), column.data, 0, length);
    return column;
  }

  static DMatrixRMaj row(double[] values, int index, int length) {
    DMatrixRMaj row = new DMatrixRMaj(1, length);
    System.arraycopy(values, offset(values, index, length), row.data, 0, length);
    return row;
  }
}
