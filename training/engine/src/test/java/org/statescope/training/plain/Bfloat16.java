package org.statescope.training.plain;

import org.statescope.training.tensor.Tensor;

/// Rounding to bfloat16: of the float32 values with 7 bits of mantissa the nearest, of two equally
/// near ones the even one.
public final class Bfloat16 {
  private static final int HALF = 16;

  private Bfloat16() {}

  /// The nearest bfloat16 value to the nearest float32 one.
  public static double round(double value) {
    float single = (float) value;
    if (!Float.isFinite(single)) {
      return single;
    }
    int below = Float.floatToRawIntBits(single) >>> HALF << HALF;
    double low = Float.intBitsToFloat(below);
    double high = Float.intBitsToFloat(below + (1 << HALF));
    double middle = low / 2 + high / 2;
    if (Math.abs(single) == Math.abs(middle)) {
      return (below >>> HALF & 1) == 0 ? low : high;
    }
    return Math.abs(single) < Math.abs(middle) ? low : high;
  }

  static double get(Tensor tensor, int row, int column) {
    return round(tensor.get(row, column));
  }

  static double gradientAt(Tensor tensor, int row, int column) {
    return round(tensor.gradientAt(row, column));
  }
}
