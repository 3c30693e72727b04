package org.statescope.analysis.response;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;

/// What rounding did to a response, relative to its largest value.
///
/// - Modified: nothing.
/// - Edge cases: ∞ for a response that overflows, and for one that vanishes where its check does
///   not.
/// - Tolerance: an estimate, of four times the difference from the check; in continuous time from
///   two times of the response, the last and that of the largest value.
/// - Algorithm: up to order 32 the exponential in twice the precision is the check; beyond, that of
///   a third of the time, thrice: its squarings round differently, so that the difference is of the
///   error's size. In discrete time, the recursion in doubles: its error, times 2⁻⁵¹, is that of
///   the recursion in twice the precision.
/// - Cost: two exponentials; 2 n² m operations for each sample in discrete time.
final class ResponseError {
  /// How much larger than the difference of two equally bad values the error may well be.
  private static final double SAFETY = 4;

  /// What a sum of two doubles rounds to, over what a double does.
  private static final double OF_DOUBLES = 0x1p-51;

  private ResponseError() {}

  /// For values of C e^{At} X.
  static double ofExponential(
      DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c, double[] seconds, List<DMatrixRMaj> values) {
    int last = values.size() - 1;
    int highest = highest(values);
    double largest = CommonOps_DDRM.elementMaxAbs(values.get(highest));
    double error = difference(values.get(last), check(a, start, c, seconds[last]));
    if (highest != last) {
      double other = difference(values.get(highest), check(a, start, c, seconds[highest]));
      error = Math.max(error, other);
    }
    return relative(error, largest, values);
  }

  /// For values of C Aᵏ X, k = 0, 1, …, in twice the precision.
  ///
  /// @param skipped how many values come before that of k = 0, without an error
  static double ofRecursion(
      DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c, List<DMatrixRMaj> values, int skipped) {
    DMatrixRMaj state = start;
    double difference = 0;
    for (int k = skipped; k < values.size(); k++) {
      difference = Math.max(difference, difference(values.get(k), Products.times(c, state)));
      state = Products.times(a, state);
    }
    double largest = CommonOps_DDRM.elementMaxAbs(values.get(highest(values)));
    return relative(OF_DOUBLES * difference, largest, values);
  }

  private static double relative(double error, double largest, List<DMatrixRMaj> values) {
    for (DMatrixRMaj value : values) {
      for (double entry : value.data) {
        if (!Double.isFinite(entry)) {
          return Double.POSITIVE_INFINITY;
        }
      }
    }
    if (error == 0) {
      return Precision.UNIT_ROUNDOFF;
    }
    double relative = error / largest + Precision.UNIT_ROUNDOFF;
    return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
  }

  private static DMatrixRMaj check(DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c, double time) {
    DMatrixRMaj scaled = a.copy();
    if (a.numRows <= MatrixExponential.LARGEST_PRECISE) {
      CommonOps_DDRM.scale(time, scaled);
      return Products.times(c, MatrixExponential.precise(scaled), start);
    }
    CommonOps_DDRM.scale(time / 3, scaled);
    DMatrixRMaj third = MatrixExponential.of(scaled);
    DMatrixRMaj state = Products.times(third, Products.times(third, Products.times(third, start)));
    return Products.times(c, state);
  }

  private static double difference(DMatrixRMaj value, DMatrixRMaj check) {
    double difference = 0;
    for (int i = 0; i < value.data.length; i++) {
      difference = Math.max(difference, Math.abs(value.data[i] - check.data[i]));
    }
    return SAFETY * difference;
  }

  /// The index of the value with the largest entry.
  private static int highest(List<DMatrixRMaj> values) {
    int highest = 0;
    double largest = 0;
    for (int k = 0; k < values.size(); k++) {
      double size = CommonOps_DDRM.elementMaxAbs(values.get(k));
      if (size > largest) {
        largest = size;
        highest = k;
      }
    }
    return highest;
  }
}
