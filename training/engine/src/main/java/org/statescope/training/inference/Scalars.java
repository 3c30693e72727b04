package org.statescope.training.inference;

/// Functions of one number, and the norm.
final class Scalars {
  private Scalars() {}

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double silu(double x) {
    return x * sigmoid(x);
  }

  /// Σ values² over `count` values from `at`.
  static double squares(float[] values, int at, int count) {
    double squares = 0;
    for (int i = at; i < at + count; i++) {
      squares += (double) values[i] * values[i];
    }
    return squares;
  }

  /// output = input / √(mean(input²) + epsilon) ⊙ weight, over `count` values from `at`; output may
  /// be input.
  static void rmsNorm(
      float[] input, float[] weight, double epsilon, int at, int count, float[] output) {
    float scale = (float) (1 / Math.sqrt(squares(input, at, count) / count + epsilon));
    for (int i = at; i < at + count; i++) {
      output[i] = input[i] * scale * weight[i];
    }
  }
}
