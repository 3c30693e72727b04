package org.statescope.app.seeds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.statescope.training.run.RunConfiguration;

/// Finds the runs that repeat one configuration with other seeds.
public final class SeedGroups {
  private static final String ANY_NAME = "any";

  private SeedGroups() {}

  /// The groups of two runs or more, in the order of their first runs. Names do not count, and
  /// neither does the run that another one was started from; a run that repeats a seed of its group
  /// belongs to it as well.
  public static <T> List<List<T>> of(
      List<T> runs, Function<T, Optional<RunConfiguration>> configuration) {
    Map<RunConfiguration, List<T>> byConfiguration = new LinkedHashMap<>();
    for (T run : runs) {
      configuration
          .apply(run)
          .ifPresent(
              known ->
                  byConfiguration
                      .computeIfAbsent(withoutSeed(known), key -> new ArrayList<>())
                      .add(run));
    }
    return byConfiguration.values().stream()
        .filter(group -> group.size() > 1)
        .map(List::copyOf)
        .toList();
  }

  /// The configuration without what tells repetitions apart.
  public static RunConfiguration withoutSeed(RunConfiguration configuration) {
    return configuration.toBuilder().name(ANY_NAME).seed(0).parentRun(null).build();
  }
}
