package org.statescope.training.experiment;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.statescope.training.run.RunStatus;

/// Estimates how long the rest of an experiment takes: a run to come takes as long as the finished
/// runs of its variant did on average, or of all variants while its own has none.
final class TimeLeft {
  private final Map<PlannedRun, Double> secondsOfFinished = new HashMap<>();

  /// Notes a finished run and how long its trainers lived together.
  void finished(PlannedRun run, List<WorkerSession> sessions) {
    double seconds =
        sessions.stream()
            .filter(session -> session.run().equals(run.name()))
            .mapToDouble(TimeLeft::seconds)
            .sum();
    if (seconds > 0) {
      secondsOfFinished.put(run, seconds);
    }
  }

  private static double seconds(WorkerSession session) {
    return Duration.between(session.begin(), session.end()).toMillis() / 1e3;
  }

  /// @param elapsed seconds of the current run's present trainer
  /// @param later the runs that come after the current one and are not finished
  OptionalDouble estimate(
      PlannedRun current, RunStatus status, double elapsed, List<PlannedRun> later) {
    OptionalDouble ofCurrent = status.secondsLeft();
    OptionalDouble usual = average(current.variant().name());
    if (ofCurrent.isEmpty() && usual.isEmpty()) {
      return OptionalDouble.empty();
    }
    double rest = ofCurrent.orElse(Math.max(0, usual.orElse(0) - elapsed));
    double whole = elapsed + rest;
    double sum = rest;
    for (PlannedRun run : later) {
      OptionalDouble own = averageOfVariant(run.variant().name());
      boolean alike = run.variant().name().equals(current.variant().name());
      sum += own.isPresent() ? own.getAsDouble() : alike ? whole : averageOfAll().orElse(whole);
    }
    return OptionalDouble.of(sum);
  }

  private OptionalDouble average(String variant) {
    OptionalDouble own = averageOfVariant(variant);
    return own.isPresent() ? own : averageOfAll();
  }

  private OptionalDouble averageOfVariant(String variant) {
    return secondsOfFinished.entrySet().stream()
        .filter(entry -> entry.getKey().variant().name().equals(variant))
        .mapToDouble(Map.Entry::getValue)
        .average();
  }

  private OptionalDouble averageOfAll() {
    return secondsOfFinished.values().stream().mapToDouble(Double::doubleValue).average();
  }
}
