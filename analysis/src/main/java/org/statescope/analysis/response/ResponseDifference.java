package org.statescope.analysis.response;

import java.util.stream.IntStream;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.HInfinityNorm;

/// How far apart two stable systems are: the H∞ norm of their difference, and where it is attained.
///
/// - Formula: max over ω of σ_max(G₁ − G₂) at s = jω, or at z = e^{jωh}.
/// - Shapes: both with the same numbers of inputs and outputs and the same time domain.
/// - Modified: nothing.
/// - Edge cases: a system that is not stable is refused.
/// - Tolerance: the gains are exact to about 2⁻⁵³ of those of either system, because the two are
///   evaluated apart; a system of both together is as ill-conditioned as the worse one.
/// - Algorithm: [HInfinityNorm] of both together says where; a grid and the neighbourhood of its
///   best point, narrowed again and again, give the value.
/// - Cost: that of the norm at order n + r, and about 200 responses.
///
/// @param value the largest singular value of the difference over all frequencies
/// @param frequency rad/s
public record ResponseDifference(double value, double frequency) {
  private static final int POINTS = 17;
  private static final int ROUNDS = 8;

  /// How much wider and narrower than the frequency at first, as a factor.
  private static final double FIRST_REACH = 1.1;

  private static final double GRID_DECADES = 4;
  private static final int GRID = 64;

  /// The difference of two stable systems.
  public static ResponseDifference of(StateSpace first, StateSpace second) {
    if (!(HInfinityNorm.of(first.minus(second)) instanceof HInfinityNorm.Finite norm)) {
      throw new IllegalArgumentException("One of the systems is not stable: no norm is finite");
    }
    ResponseDifference best = at(first, second, norm.peakFrequency());
    if (Double.isInfinite(best.frequency)) {
      return best;
    }
    double highest =
        switch (first.timeDomain()) {
          case Continuous() -> Math.max(best.frequency, 1) * Math.pow(10, GRID_DECADES / 2);
          case Discrete(double samplePeriod) -> Math.PI / samplePeriod;
        };
    for (double frequency : spaced(highest * Math.pow(10, -GRID_DECADES), highest, GRID)) {
      best = best.or(at(first, second, frequency));
    }
    double reach = FIRST_REACH;
    for (int round = 0; round < ROUNDS && best.frequency > 0; round++) {
      double top = Math.min(highest, best.frequency * reach);
      for (double frequency : spaced(best.frequency / reach, top, POINTS)) {
        best = best.or(at(first, second, frequency));
      }
      reach = Math.pow(reach, 4.0 / POINTS);
    }
    return best;
  }

  private ResponseDifference or(ResponseDifference other) {
    return other.value > value ? other : this;
  }

  private static double[] spaced(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from * Math.pow(to / from, i / (count - 1.0)))
        .toArray();
  }

  private static ResponseDifference at(StateSpace first, StateSpace second, double frequency) {
    ZMatrixRMaj difference = FrequencyResponse.at(first, frequency);
    CommonOps_ZDRM.subtract(difference, FrequencyResponse.at(second, frequency), difference);
    return new ResponseDifference(SpectralNorm.of(difference), frequency);
  }
}
