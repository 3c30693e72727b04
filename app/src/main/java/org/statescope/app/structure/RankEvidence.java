package org.statescope.app.structure;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.report.KalmanRank;
import org.statescope.analysis.structure.KalmanMatrix;
import org.statescope.analysis.structure.Staircase;
import org.statescope.analysis.structure.StaircaseTolerance;

/// The numbers of which a tolerance makes a rank, for one side of a system with one input and one
/// output.
///
/// @param kalman singular values of Kalman's matrix over the largest, in falling order; all NaN
///   where the matrix overflows
/// @param kalmanRounding how far rounding may have moved them
/// @param steps the steps of the staircase form over the norms they are compared with, zero from
///   where the chain ends
/// @param problem why Kalman's values are missing, as a sentence
record RankEvidence(
    double[] kalman, double kalmanRounding, double[] steps, Optional<String> problem) {
  private static final StaircaseTolerance NONE = new StaircaseTolerance(0, 0);

  static RankEvidence controllability(DMatrixRMaj a, DMatrixRMaj b) {
    double[] steps = steps(Staircase.controllability(a, b, NONE), a, b);
    return switch (KalmanRank.of(() -> KalmanMatrix.controllability(a, b))) {
      case KalmanRank.Computed(KalmanMatrix kalman) -> {
        double largest = kalman.singularValues()[0];
        double scale = largest == 0 ? 1 : largest;
        double[] values = kalman.singularValues().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] /= scale;
        }
        yield new RankEvidence(values, kalman.errorBound() / scale, steps, Optional.empty());
      }
      case KalmanRank.Overflow(String reason) -> {
        double[] none = new double[a.numRows];
        java.util.Arrays.fill(none, Double.NaN);
        yield new RankEvidence(none, Double.NaN, steps, Optional.of(reason));
      }
    };
  }

  static RankEvidence observability(DMatrixRMaj a, DMatrixRMaj c) {
    return controllability(Products.transpose(a), Products.transpose(c));
  }

  /// How many singular values of Kalman's matrix exceed a tolerance relative to the largest.
  int kalmanRank(double tolerance) {
    int rank = 0;
    while (rank < kalman.length && kalman[rank] > tolerance) {
      rank++;
    }
    return rank;
  }

  /// How far the staircase climbs before a step is no larger than a tolerance.
  int staircaseRank(double tolerance) {
    int rank = 0;
    while (rank < steps.length && steps[rank] > tolerance) {
      rank++;
    }
    return rank;
  }

  private static double[] steps(Staircase staircase, DMatrixRMaj a, DMatrixRMaj b) {
    double[] steps = new double[a.numRows];
    double normA = Products.frobenius(a);
    for (int k = 0; k < staircase.dimension(); k++) {
      steps[k] =
          k == 0
              ? Math.abs(staircase.b().get(0, 0)) / Products.frobenius(b)
              : Math.abs(staircase.a().get(k, k - 1)) / normA;
    }
    return steps;
  }
}
