package org.statescope.training.experiment;

import org.statescope.training.run.RunConfiguration;

/// One of the models that are compared: its name and what each of its runs is configured by, but
/// for the seed.
public record Variant(String name, RunConfiguration configuration) {
  public Variant {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of a variant must not be blank.");
    }
  }
}
