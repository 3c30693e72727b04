package org.statescope.app.poles;

import java.util.Arrays;

/// The pairing of rows with columns of least total cost.
///
/// - Shapes: a square matrix of finite costs, row-major; the result names a column for each row.
/// - Edge cases: an empty matrix gives an empty pairing; ties are broken by position.
/// - Algorithm: shortest augmenting paths with dual prices (Jonker, Volgenant,
///   doi:10.1007/BF02278710). Cost: O(n³).
final class Assignment {
  private Assignment() {}

  static int[] cheapest(double[] costs, int size) {
    if (costs.length != size * size) {
      throw new IllegalArgumentException(
          "a pairing of " + size + " rows needs " + size * size + " costs, not " + costs.length);
    }
    double[] rowPrice = new double[size + 1];
    double[] columnPrice = new double[size + 1];
    int[] rowOf = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      augment(costs, size, row, rowPrice, columnPrice, rowOf);
    }
    int[] columnOf = new int[size];
    for (int column = 1; column <= size; column++) {
      columnOf[rowOf[column] - 1] = column - 1;
    }
    return columnOf;
  }

  /// Finds a column for one more row; column 0 stands for "the row that has none yet".
  private static void augment(
      double[] costs, int size, int row, double[] rowPrice, double[] columnPrice, int[] rowOf) {
    double[] slack = new double[size + 1];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[size + 1];
    int[] from = new int[size + 1];
    rowOf[0] = row;
    int column = 0;
    do {
      reached[column] = true;
      int current = rowOf[column];
      double least = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int j = 1; j <= size; j++) {
        if (reached[j]) {
          continue;
        }
        double reduced = costs[(current - 1) * size + j - 1] - rowPrice[current] - columnPrice[j];
        if (reduced < slack[j]) {
          slack[j] = reduced;
          from[j] = column;
        }
        if (slack[j] < least) {
          least = slack[j];
          next = j;
        }
      }
      for (int j = 0; j <= size; j++) {
        if (reached[j]) {
          rowPrice[rowOf[j]] += least;
          columnPrice[j] -= least;
        } else {
          slack[j] -= least;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      int previous = from[column];
      rowOf[column] = rowOf[previous];
      column = previous;
    }
  }
}
