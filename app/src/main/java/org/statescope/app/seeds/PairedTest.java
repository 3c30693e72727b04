package org.statescope.app.seeds;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.statistics.inference.TTest;

/// Two groups compared seed by seed: equal seeds saw the same batches in the same order, so most of
/// what chance does to both cancels in their difference.
///
/// @param difference of first − second over the seeds that both have
/// @param probability two-sided p of Student's paired t test; absent where all differences are
///   equal
public record PairedTest(MeanInterval difference, OptionalDouble probability) {

  /// t = d̄ / (s_d/√n) with n − 1 degrees of freedom.
  ///
  /// Shapes: a value for each seed. Modifies nothing.
  ///
  /// Edge cases: empty where fewer than two seeds are in both; a value that is not finite is
  /// refused.
  ///
  /// Tolerance: p is exact to about 1e-9 for differences from a normal distribution, and says
  /// nothing of how large a difference is: its interval does.
  ///
  /// Cost: n additions.
  public static Optional<PairedTest> of(Map<Long, Double> first, Map<Long, Double> second) {
    TreeSet<Long> shared = new TreeSet<>(first.keySet());
    shared.retainAll(second.keySet());
    if (shared.size() < 2) {
      return Optional.empty();
    }
    double[] differences =
        shared.stream()
            .mapToDouble(
                seed ->
                    Objects.requireNonNull(first.get(seed))
                        - Objects.requireNonNull(second.get(seed)))
            .toArray();
    boolean equal = Arrays.stream(differences).distinct().count() < 2;
    return Optional.of(
        new PairedTest(
            MeanInterval.of(differences),
            equal
                ? OptionalDouble.empty()
                : OptionalDouble.of(TTest.withDefaults().test(differences).getPValue())));
  }
}
