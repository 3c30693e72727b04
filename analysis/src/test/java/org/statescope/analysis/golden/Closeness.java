package org.statescope.analysis.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/// Comparisons of matrices with references.
public final class Closeness {
  private Closeness() {}

  /// ‖actual − expected‖ / ‖expected‖, Frobenius.
  public static double relative(DMatrixRMaj expected, DMatrixRMaj actual) {
    assertEquals(expected.numRows, actual.numRows);
    assertEquals(expected.numCols, actual.numCols);
    double difference = NormOps_DDRM.normF(CommonOps_DDRM.subtract(actual, expected, null));
    double size = NormOps_DDRM.normF(expected);
    return size == 0 ? difference : difference / size;
  }

  public static void assertRelative(
      DMatrixRMaj expected, DMatrixRMaj actual, double tolerance, String what) {
    double error = relative(expected, actual);
    assertTrue(error <= tolerance, what + ": relative error " + error + " over " + tolerance);
  }

  /// The largest entry of the difference relative to the largest entry expected.
  public static void assertLargest(
      DMatrixRMaj expected, DMatrixRMaj actual, double tolerance, String what) {
    assertEquals(expected.numRows, actual.numRows, what);
    assertEquals(expected.numCols, actual.numCols, what);
    double size = CommonOps_DDRM.elementMaxAbs(expected);
    double error =
        CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(actual, expected, null))
            / (size == 0 ? 1 : size);
    assertTrue(error <= tolerance, what + ": error " + error + " over " + tolerance);
  }
}
