package org.statescope.analysis.linalg;

/// A running sum of products in twice the working precision.
///
/// **Formula**: start + Σ xᵢyᵢ. **Edge cases**: an infinite or NaN term makes the sum NaN, an
/// overflowing one as well. **Tolerance**: the value has the relative error u + k²u²·κ for k terms
/// and the sum's condition κ = Σ|xᵢyᵢ|/|Σ xᵢyᵢ|.
///
/// **Algorithm**: Ogita, Rump, Oishi, doi:10.1137/030601818: products are split exactly by a fused
/// multiply-add, sums by Knuth's two-sum, and the errors are carried along. **Cost**: 10 operations
/// a term. **Not for** several threads: an instance is a workspace.
public final class CompensatedSum {
  private double high;
  private double low;

  /// Starts a new sum at a value.
  public void set(double value) {
    high = value;
    low = 0;
  }

  /// Adds x·y.
  public void addProduct(double x, double y) {
    double product = x * y;
    double error = Math.fma(x, y, -product);
    double sum = high + product;
    double part = sum - high;
    low += (high - (sum - part)) + (product - part) + error;
    high = sum;
  }

  /// What [#value()] leaves over.
  public double remainder() {
    double value = high + low;
    return low - (value - high);
  }

  /// The sum, rounded once.
  public double value() {
    return high + low;
  }
}
