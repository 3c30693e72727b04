package org.statescope.training.model;

import org.statescope.training.tensor.Tensor;

/// Read-outs of tensors in double.
final class Means {
  private Means() {}

  /// The mean of each column.
  static double[] ofColumns(Tensor tensor) {
    double[] means = new double[tensor.columns()];
    for (int row = 0; row < tensor.rows(); row++) {
      for (int column = 0; column < means.length; column++) {
        means[column] += tensor.get(row, column) / tensor.rows();
      }
    }
    return means;
  }

  /// All values, row by row.
  static double[] values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.shape().count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.get(i / tensor.columns(), i % tensor.columns());
    }
    return values;
  }
}
