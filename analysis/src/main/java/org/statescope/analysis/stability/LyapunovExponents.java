package org.statescope.analysis.stability;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Shapes;

/// The mean exponential rates at which a product of step matrices stretches space: what the poles
/// are for one matrix, for a system that changes with every step.
///
/// **Formula**: `λ_i = lim (1/T)·log σ_i(A_T ⋯ A₁)`, per step; divide by the step's duration for a
/// rate per second.
///
/// **Shapes**: every step n × n. [#add] changes the accumulator, never its argument.
///
/// **Edge cases**: a direction that a singular step maps to zero has the exponent −∞ from then on.
/// Non-finite and wrongly sized steps are refused. Before the first step there is no result.
///
/// **Tolerance**: rounding adds about n·u to each; the error that matters is that T is finite, of
/// order 1/T for a periodic and 1/√T for a random product. [Result#drift] compares with the first
/// part.
///
/// **Algorithm**: a QR factorisation at each step, logarithms of the diagonal summed (Benettin,
/// Galgani, Giorgilli and Strelcyn, doi:10.1007/BF02128236). **Cost**: 4 n³ operations a step.
/// **Not for** diagonal steps, whose exponents are means of logarithms.
public final class LyapunovExponents {
  private final int n;
  private double[] columns;
  private double[] next;
  private final double[] sums;
  private long steps;

  /// The rates at the last power of two and at the one before it.
  private double[] atMark = new double[0];

  private double[] beforeMark = new double[0];

  /// An accumulator for steps of order n.
  public LyapunovExponents(int order) {
    if (order < 1) {
      throw new IllegalArgumentException("the order is " + order + " but must be at least 1");
    }
    n = order;
    columns = new double[n * n];
    next = new double[n * n];
    sums = new double[n];
    for (int i = 0; i < n; i++) {
      columns[i * n + i] = 1;
    }
  }

  /// The result after some steps.
  ///
  /// @param exponents per step, in descending order
  /// @param drift the largest change of an exponent since a half to a quarter as many steps; 0
  ///   after one
  /// @param steps how many
  public record Result(double[] exponents, double drift, long steps) {}

  /// The exponents of a whole product.
  public static Result of(Iterable<DMatrixRMaj> product, int order) {
    LyapunovExponents exponents = new LyapunovExponents(order);
    for (DMatrixRMaj step : product) {
      exponents.add(step);
    }
    return exponents.result();
  }

  /// Multiplies the product by one more step from the left.
  public void add(DMatrixRMaj step) {
    Shapes.requireShape("the step", step, n, n);
    Shapes.requireFinite("the step", step);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += step.data[i * n + k] * columns[j * n + k];
        }
        next[j * n + i] = sum;
      }
    }
    double[] swap = columns;
    columns = next;
    next = swap;
    for (int j = 0; j < n; j++) {
      sums[j] += Math.log(orthogonalise(j));
    }
    steps++;
    if (Long.bitCount(steps) == 1) {
      beforeMark = atMark;
      atMark = rates();
    }
  }

  /// Makes column j orthogonal to those before it, twice, and of length one; returns its length
  /// before that, 0 if nothing was left, in which case any direction orthogonal to the others takes
  /// its place.
  private double orthogonalise(int j) {
    double before = length(j);
    project(j);
    project(j);
    double length = length(j);
    if (!(length > before * Math.ulp(1.0) * n)) {
      replace(j);
      return 0;
    }
    scale(j, 1 / length);
    return length;
  }

  private void replace(int j) {
    for (int axis = 0; axis < n; axis++) {
      Arrays.fill(columns, j * n, (j + 1) * n, 0);
      columns[j * n + axis] = 1;
      project(j);
      project(j);
      double length = length(j);
      if (length > 1 / (2 * Math.sqrt(n))) {
        scale(j, 1 / length);
        return;
      }
    }
  }

  private void project(int j) {
    for (int k = 0; k < j; k++) {
      double dot = 0;
      for (int i = 0; i < n; i++) {
        dot += columns[k * n + i] * columns[j * n + i];
      }
      for (int i = 0; i < n; i++) {
        columns[j * n + i] -= dot * columns[k * n + i];
      }
    }
  }

  private double length(int j) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum = Math.hypot(sum, columns[j * n + i]);
    }
    return sum;
  }

  private void scale(int j, double factor) {
    for (int i = 0; i < n; i++) {
      columns[j * n + i] *= factor;
    }
  }

  private double[] rates() {
    double[] rates = new double[n];
    for (int i = 0; i < n; i++) {
      rates[i] = sums[i] / steps;
    }
    Arrays.sort(rates);
    for (int i = 0; i < n / 2; i++) {
      double swap = rates[i];
      rates[i] = rates[n - 1 - i];
      rates[n - 1 - i] = swap;
    }
    return rates;
  }

  /// The exponents so far.
  public Result result() {
    if (steps == 0) {
      throw new IllegalStateException("no step has been added yet, so there is no exponent");
    }
    double[] rates = rates();
    double drift = 0;
    for (int i = 0; i < beforeMark.length; i++) {
      if (rates[i] != beforeMark[i]) {
        drift = Math.max(drift, Math.abs(rates[i] - beforeMark[i]));
      }
    }
    return new Result(rates, drift, steps);
  }
}
