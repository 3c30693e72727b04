package org.statescope.training.plain;

import java.util.function.DoubleUnaryOperator;
import org.statescope.training.tensor.Tensor;

/// Gradients of tensors cell by cell, and the scalar functions of the models.
final class Cells {
  /// PyTorch's softplus is linear above this.
  private static final double LINEAR_ABOVE = 20;

  private Cells() {}

  /// Claims the gradient and, when this is its first contribution, sets it to zero; then
  /// contributions can be added.
  static void begin(Tensor tensor) {
    if (!tensor.claimGradient()) {
      for (int row = 0; row < tensor.rows(); row++) {
        for (int column = 0; column < tensor.columns(); column++) {
          set(tensor, row, column, 0);
        }
      }
    }
  }

  static void add(Tensor tensor, int row, int column, double gradient) {
    set(tensor, row, column, tensor.gradientAt(row, column) + gradient);
  }

  static void set(Tensor tensor, int row, int column, double gradient) {
    tensor.setGradient(row, column, gradient);
  }

  /// Computes every cell of `output` from the same cell of `input`.
  static void map(Tensor input, Tensor output, DoubleUnaryOperator function) {
    for (int row = 0; row < input.rows(); row++) {
      for (int column = 0; column < input.columns(); column++) {
        output.set(row, column, function.applyAsDouble(input.get(row, column)));
      }
    }
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double silu(double x) {
    return x * sigmoid(x);
  }

  static double siluSlope(double x) {
    return sigmoid(x) * (1 + x * (1 - sigmoid(x)));
  }

  static double softplus(double x) {
    return x > LINEAR_ABOVE ? x : Math.log1p(Math.exp(x));
  }

  static double softplusSlope(double x) {
    return x > LINEAR_ABOVE ? 1 : sigmoid(x);
  }
}
