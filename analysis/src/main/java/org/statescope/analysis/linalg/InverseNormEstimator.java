package org.statescope.analysis.linalg;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// A lower bound, rarely off by more than a factor of three, of the 1-norm of a linear operator
/// that can only be applied. Hager; Higham, doi:10.1145/50063.214386.
final class InverseNormEstimator {
  private static final int MOST_ITERATIONS = 5;

  private InverseNormEstimator() {}

  static double estimate(
      int size, UnaryOperator<double[]> apply, UnaryOperator<double[]> applyAdjoint) {
    double[] x = new double[size];
    Arrays.fill(x, 1.0 / size);
    double[] y = apply.apply(x);
    double estimate = oneNorm(y);
    int previous = -1;
    for (int iteration = 1; iteration < MOST_ITERATIONS; iteration++) {
      double[] z = applyAdjoint.apply(signs(y));
      int largest = largest(z);
      if (largest == previous || !Double.isFinite(estimate)) {
        break;
      }
      previous = largest;
      Arrays.fill(x, 0);
      x[largest] = 1;
      y = apply.apply(x);
      double next = oneNorm(y);
      if (next <= estimate) {
        break;
      }
      estimate = next;
    }
    return Math.max(estimate, alternatingBound(size, apply));
  }

  /// A second vector catches the matrices on which the iteration is fooled.
  private static double alternatingBound(int size, UnaryOperator<double[]> apply) {
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      double ramp = 1 + i / Math.max(1.0, size - 1.0);
      x[i] = i % 2 == 0 ? ramp : -ramp;
    }
    return 2 * oneNorm(apply.apply(x)) / (3.0 * size);
  }

  private static double oneNorm(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += Math.abs(x);
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }

  private static double[] signs(double[] v) {
    double[] signs = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      signs[i] = v[i] >= 0 ? 1 : -1;
    }
    return signs;
  }

  private static int largest(double[] v) {
    int largest = 0;
    for (int i = 1; i < v.length; i++) {
      if (Math.abs(v[i]) > Math.abs(v[largest])) {
        largest = i;
      }
    }
    return largest;
  }
}
