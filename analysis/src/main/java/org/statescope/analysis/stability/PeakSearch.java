package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// The search behind [HInfinityNorm]: scan, climb, test the level, climb again.
final class PeakSearch {
  private static final double RELATIVE_GAP = 1e-7;
  private static final double FLAT = 4 * Precision.EPSILON;
  private static final int MOST_TESTS = 30;
  private static final int CLIMBS = 4;
  private static final int GRID = 60;
  private static final double ACCURACY = 1e-12;
  private static final double FIRST_STEP = 1e-6;

  private final StateSpace system;
  private final FrequencyGain gain;
  private final List<Complex> poles;
  private final double end;
  private double best;
  private double bestAt;

  PeakSearch(StateSpace system, List<Complex> poles) {
    this.system = system;
    this.poles = poles;
    gain = new FrequencyGain(system);
    end =
        switch (system.timeDomain()) {
          case Continuous() -> Double.MAX_VALUE / 4;
          case Discrete(double _) -> Math.PI;
        };
  }

  HInfinityNorm.Finite search() {
    double feedthrough = gain.ofFeedthrough();
    scan();
    LevelTest test = LevelTest.of(system);
    int tests = 0;
    double level = level(feedthrough);
    while (level > 0 && tests < MOST_TESTS && raise(test.candidates(level), level)) {
      level = level(feedthrough);
      tests++;
    }
    climb(bestAt, gain::refined);
    preferEnds();
    double value = gain.refined(bestAt);
    double upper = Math.max(level, Math.max(value, feedthrough) * (1 + RELATIVE_GAP));
    // at infinity only where the gain there exceeds every finite one: a climb may have gone out far
    if (!system.isDiscrete() && feedthrough >= value) {
      return new HInfinityNorm.Finite(feedthrough, upper, Double.POSITIVE_INFINITY, tests + 1);
    }
    double frequency =
        switch (system.timeDomain()) {
          case Continuous() -> bestAt;
          case Discrete(double period) -> bestAt / period;
        };
    return new HInfinityNorm.Finite(value, upper, frequency, tests + 1);
  }

  /// A peak that rounding cannot tell from one at an end of the axis is at the end.
  private void preferEnds() {
    double value = gain.refined(bestAt);
    double[] ends = system.isDiscrete() ? new double[] {0, end} : new double[] {0};
    for (double point : ends) {
      if (gain.refined(point) >= value * (1 - FLAT)) {
        bestAt = point;
        return;
      }
    }
  }

  private double level(double feedthrough) {
    double known = system.isDiscrete() ? best : Math.max(best, feedthrough);
    return known * (1 + RELATIVE_GAP);
  }

  /// Evaluates at the candidates and between them; true if that raised the best gain above the
  /// level.
  private boolean raise(double[] candidates, double level) {
    double highest = 0;
    double at = 0;
    for (int i = 0; i < candidates.length; i++) {
      double next = i + 1 < candidates.length ? candidates[i + 1] : candidates[i];
      double[] points = {candidates[i], (candidates[i] + next) / 2};
      for (double point : points) {
        double value = gain.fast(Math.min(point, end));
        if (value > highest) {
          highest = value;
          at = Math.min(point, end);
        }
      }
    }
    if (highest > level) {
      climb(at, gain::fast);
    }
    return best > level;
  }

  private void scan() {
    record Start(double at, double value) {}
    List<Start> starts = new ArrayList<>();
    for (double frequency : frequencies()) {
      double value = gain.fast(frequency);
      starts.add(new Start(frequency, value));
      if (value > best) {
        best = value;
        bestAt = frequency;
      }
    }
    starts.sort((x, y) -> Double.compare(y.value(), x.value()));
    for (Start start : starts.subList(0, Math.min(CLIMBS, starts.size()))) {
      climb(start.at(), gain::fast);
    }
  }

  private void climb(double from, DoubleUnaryOperator function) {
    LineSearch line = new LineSearch(x -> -function.applyAsDouble(x), 0, end);
    line.at(from);
    double step = FIRST_STEP * (from > 0 ? from : nearestPole());
    line.descend(from, step, ACCURACY);
    if (-line.best() > best) {
      best = -line.best();
      bestAt = line.bestAt();
    }
  }

  private double nearestPole() {
    double nearest = Double.POSITIVE_INFINITY;
    for (Complex pole : poles) {
      if (pole.modulus() > 0) {
        nearest = Math.min(nearest, pole.modulus());
      }
    }
    return Double.isInfinite(nearest) ? 1 : nearest;
  }

  private List<Double> frequencies() {
    List<Double> frequencies = new ArrayList<>();
    frequencies.add(0.0);
    boolean discrete = system.isDiscrete();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Complex pole : poles) {
      double modulus = pole.modulus();
      frequencies.add(discrete ? Math.abs(pole.argument()) : Math.abs(pole.imaginary()));
      if (!discrete && modulus > 0) {
        frequencies.add(modulus);
        low = Math.min(low, modulus);
        high = Math.max(high, modulus);
      }
    }
    if (discrete) {
      for (int i = 0; i <= GRID; i++) {
        frequencies.add(Math.PI * i / GRID);
      }
    } else if (high > 0) {
      for (int i = 0; i <= GRID; i++) {
        frequencies.add(low / 10 * Math.pow(100 * high / low, (double) i / GRID));
      }
    }
    return frequencies;
  }
}
