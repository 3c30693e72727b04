package org.statescope.analysis.linalg;

/// A running sum of products in twice the working precision.
///
/// Ogita, Rump, Oishi, doi:10.1137/030601818: products are split exactly by a fused multiply-add,
/// sums by Knuth's two-sum, and the errors are carried along.
///
/// - Tolerance: an absolute error of about k·2⁻¹⁰⁴ times the largest partial sum after k products.
/// - Cost: about 20 operations for each product.
public final class DoubleDouble {
  private double high;
  private double low;

  /// Starts again from one number.
  public void set(double value) {
    high = value;
    low = 0;
  }

  /// Adds x·y, which is formed without rounding.
  public void addProduct(double x, double y) {
    double product = x * y;
    double error = Math.fma(x, y, -product);
    double sum = high + product;
    double part = sum - high;
    low += (high - (sum - part)) + (product - part) + error;
    high = sum;
  }

  /// What [#value()] leaves over.
  double remainder() {
    double value = high + low;
    return low - (value - high);
  }

  /// The sum, rounded once.
  public double value() {
    return high + low;
  }
}
