package org.statescope.app.launch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// Every structure with every learning rate with every seed, in this order; none of the lists is
/// empty. A sweep of one is a run.
record Sweep(List<SsmStructure> structures, List<Double> rates, List<Long> seeds) {
  Sweep {
    structures = List.copyOf(structures);
    rates = List.copyOf(rates);
    seeds = List.copyOf(seeds);
    if (structures.isEmpty() || rates.isEmpty() || seeds.isEmpty()) {
      throw new IllegalArgumentException(
          "A sweep needs a structure, a learning rate and a seed: " + structures + rates + seeds);
    }
  }

  long size() {
    return (long) structures.size() * rates.size() * seeds.size();
  }

  /// The runs, each named after what tells it from the others.
  ///
  /// @param start what all have in common, with the first structure
  /// @param model the model of a structure
  /// @param taken names that no run may get
  List<RunConfiguration> runs(
      RunConfiguration start, Function<SsmStructure, ModelConfiguration> model, Set<String> taken) {
    Set<String> names = new HashSet<>(taken);
    List<RunConfiguration> runs = new ArrayList<>();
    for (SsmStructure structure : structures) {
      ModelConfiguration made = model.apply(structure);
      for (double rate : rates) {
        for (long seed : seeds) {
          String name = name(start.name(), structure, rate, seed);
          String free = size() == 1 ? name : Names.free(name, names);
          names.add(free);
          runs.add(
              start.toBuilder()
                  .name(free)
                  .model(made)
                  .optimizer(start.optimizer().withLearningRate(rate))
                  .seed(seed)
                  .build());
        }
      }
    }
    return runs;
  }

  private String name(String base, SsmStructure structure, double rate, long seed) {
    StringBuilder name = new StringBuilder(base);
    if (structures.size() > 1) {
      String first = structures.getFirst().label();
      if (base.startsWith(first)) {
        name.replace(0, first.length(), structure.label());
      } else {
        name.append(", ").append(structure.label());
      }
    }
    if (rates.size() > 1) {
      name.append(", rate ").append(rate);
    }
    if (seeds.size() > 1) {
      name.append(", seed ").append(seed);
    }
    return name.toString();
  }
}
