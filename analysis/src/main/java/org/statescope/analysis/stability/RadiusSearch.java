package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.LyapunovBound;
import org.statescope.analysis.linalg.NumericalRange;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.linalg.complex.ShiftedPencil;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.BoundMethod;
import org.statescope.analysis.structure.CertifiedBounds;

/// The search behind [StabilityRadius].
final class RadiusSearch {
  private static final double RESOLUTION_FACTOR = 16;
  private static final long BUDGET = 4000;
  private static final long SMALLEST_BUDGET = 200;
  private static final double BUDGET_ORDER = 16;
  private static final int GRID = 64;

  /// Relative difference below which two values are the same.
  private static final double SAME = 1e-12;

  /// Shares of the value that are tried as lower bounds, the best first.
  private static final double[] LEVELS = {1 - StabilityRadius.RELATIVE_GAP, 0.5, 0.1};

  private static final String LEFT_OPEN =
      "A is so far from normal that rounding could hide a nearer one";

  private RadiusSearch() {}

  static StabilityRadius of(DMatrixRMaj a, List<Complex> poles, TimeDomain timeDomain) {
    ShiftedPencil.Evaluator pencil = ShiftedPencil.of(a).evaluator();
    double norm = SpectralNorm.of(a);
    double resolution = RESOLUTION_FACTOR * Math.sqrt(a.numRows) * Precision.UNIT_ROUNDOFF * norm;
    DoubleUnaryOperator distance =
        switch (timeDomain) {
          case Continuous() -> omega -> pencil.smallestSingularValue(0, omega);
          case Discrete(double _) ->
              theta -> pencil.smallestSingularValue(Math.cos(theta), Math.sin(theta));
        };
    double end =
        switch (timeDomain) {
          case Continuous() -> NumericalRange.of(a).top() + distance.applyAsDouble(0);
          case Discrete(double _) -> Math.PI;
        };
    BoundarySearch search = new BoundarySearch(distance, 0, end);
    double share = BUDGET_ORDER / a.numRows;
    long budget = Math.clamp((long) (BUDGET * share * share), SMALLEST_BUDGET, BUDGET);
    search.search(starts(poles, timeDomain, end), StabilityRadius.RELATIVE_GAP, resolution, budget);
    double at = distance.applyAsDouble(0) <= search.best() * (1 + SAME) ? 0 : search.bestAt();
    double frequency =
        switch (timeDomain) {
          case Continuous() -> at;
          case Discrete(double period) -> at / period;
        };
    return new StabilityRadius.Stable(
        bounds(a, timeDomain, distance, search, resolution),
        frequency,
        resolution,
        search.evaluations());
  }

  private static CertifiedBounds bounds(
      DMatrixRMaj a,
      TimeDomain timeDomain,
      DoubleUnaryOperator distance,
      BoundarySearch search,
      double resolution) {
    double value = search.best();
    double lower = search.lower();
    BoundMethod method = BoundMethod.LIPSCHITZ_SEARCH;
    if (value > resolution && lower < (1 - StabilityRadius.RELATIVE_GAP) * value) {
      double equation = timeDomain instanceof Continuous ? LyapunovBound.ofStabilityRadius(a) : 0;
      if (equation > lower) {
        lower = equation;
        method = BoundMethod.LYAPUNOV_EQUATION;
      }
      LevelTest test = LevelTest.ofResolvent(a, timeDomain);
      for (double share : LEVELS) {
        if (share * value > lower && test.isAbove(distance, share * value)) {
          lower = share * value;
          method = BoundMethod.HAMILTONIAN_TEST;
          break;
        }
      }
    }
    return CertifiedBounds.of(
        value, lower, method, StabilityRadius.RELATIVE_GAP, resolution, LEFT_OPEN);
  }

  private static List<Double> starts(List<Complex> poles, TimeDomain timeDomain, double end) {
    List<Double> starts = new ArrayList<>();
    starts.add(0.0);
    starts.add(end);
    for (Complex pole : poles) {
      double at =
          switch (timeDomain) {
            case Continuous() -> pole.imaginary();
            case Discrete(double _) -> pole.argument();
          };
      if (at >= 0) {
        starts.add(at);
      }
    }
    for (int i = 1; i < GRID; i++) {
      starts.add(end * i / GRID);
    }
    return starts;
  }
}
