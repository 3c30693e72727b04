package org.statescope.training.experiment;

import org.statescope.training.run.RunConfiguration;

/// One run of an experiment: a variant with a seed.
public record PlannedRun(Variant variant, long seed) {

  /// Its folder's name, which is also its name in sessions and tables: `sc-mamba-seed-2`.
  public String name() {
    return "%s-seed-%d".formatted(variant.name(), seed);
  }

  public RunConfiguration configuration() {
    return variant.configuration().toBuilder().name(name()).seed(seed).build();
  }
}
