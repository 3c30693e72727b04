package org.statescope.analysis.linalg.complex;

/// A sum of products whose rounding errors are summed beside it.
final class CompensatedSum {
  private double sum;
  private double error;

  void reset(double start) {
    sum = start;
    error = 0;
  }

  void addProduct(double x, double y) {
    double product = x * y;
    double lost = Math.fma(x, y, -product);
    double next = sum + product;
    double part = next - sum;
    error += (sum - (next - part)) + (product - part) + lost;
    sum = next;
  }

  double value() {
    return sum + error;
  }
}
