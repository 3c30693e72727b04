package org.statescope.training.model;

import org.statescope.training.tensor.Tensor;

/// Read-outs of tensors in double.
final class Means {
  private Means() {}

  /// The mean of each column.
  static double[] ofColumns(Tensor tensor) {
    double[] means = new double[tensor.columns()];
    double[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      means[i % means.length] += values[i] / tensor.rows();
    }
    return means;
  }
}
