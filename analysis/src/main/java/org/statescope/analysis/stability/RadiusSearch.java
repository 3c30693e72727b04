package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Eigenvalues;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.linalg.complex.ShiftedPencil;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.TimeDomain;

/// The search behind [StabilityRadius].
final class RadiusSearch {
  private static final double RESOLUTION_FACTOR = 16;
  private static final long BUDGET = 4000;
  private static final long SMALLEST_BUDGET = 200;
  private static final double BUDGET_ORDER = 16;
  private static final int GRID = 64;
  private static final double CERTIFICATE_FLOOR = 1e-7;

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
          case Continuous() -> skewNorm(a) + distance.applyAsDouble(0);
          case Discrete(double _) -> Math.PI;
        };
    BoundarySearch search = new BoundarySearch(distance, 0, end);
    double share = BUDGET_ORDER / a.numRows;
    long budget = Math.clamp((long) (BUDGET * share * share), SMALLEST_BUDGET, BUDGET);
    search.search(starts(poles, timeDomain, end), StabilityRadius.RELATIVE_GAP, resolution, budget);
    double value = search.best();
    double lower = search.lower();
    double level = (1 - StabilityRadius.RELATIVE_GAP) * value;
    if (lower < level && level > CERTIFICATE_FLOOR * norm) {
      lower = LevelTest.ofResolvent(a, timeDomain).isAbove(distance, level) ? level : lower;
    }
    double frequency =
        switch (timeDomain) {
          case Continuous() -> search.bestAt();
          case Discrete(double period) -> search.bestAt() / period;
        };
    return new StabilityRadius.Stable(value, lower, frequency, resolution, search.evaluations());
  }

  /// The largest imaginary part in the numerical range of A.
  private static double skewNorm(DMatrixRMaj a) {
    int n = a.numRows;
    DMatrixRMaj skew = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        skew.set(i, j, a.get(i, j) / 2 - a.get(j, i) / 2);
      }
    }
    double largest = 0;
    for (double value : Eigenvalues.of(skew).imaginary()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
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
