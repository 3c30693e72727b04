package org.statescope.training.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.statescope.training.run.RunConfiguration;

/// What an experiment trains: every variant with every seed.
///
/// @param size of the presets: `tiny`, `small` or `130m`
/// @param variants the baseline first
/// @param seeds of the initial weights and of the order of batches; equal seeds of two variants
///   make a pair, which sees the same batches in the same order
public record ExperimentPlan(
    ExperimentKind kind, String size, List<Variant> variants, List<Long> seeds) {

  public ExperimentPlan {
    variants = List.copyOf(variants);
    seeds = List.copyOf(seeds);
    if (variants.size() < 2) {
      throw new IllegalArgumentException(
          "An experiment compares at least 2 variants but %d was given."
              .formatted(variants.size()));
    }
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("An experiment needs at least 1 seed.");
    }
    if (!variants.getFirst().name().equals(kind.baseline())) {
      throw new IllegalArgumentException(
          "%s compares with %s: name it among the variants."
              .formatted(kind.label(), kind.baseline()));
    }
    if (new HashSet<>(variants.stream().map(Variant::name).toList()).size() < variants.size()) {
      throw new IllegalArgumentException("A variant is named twice.");
    }
    for (Variant variant : variants) {
      requireEqualTokens(variants.getFirst(), variant);
    }
  }

  private static void requireEqualTokens(Variant baseline, Variant variant) {
    RunConfiguration expected = baseline.configuration();
    RunConfiguration run = variant.configuration();
    if (run.batch() != expected.batch()
        || run.length() != expected.length()
        || run.steps() != expected.steps()
        || !run.text().equals(expected.text())) {
      throw new IllegalArgumentException(
          "%s learns %d steps of %d×%d tokens of %s but %s learns %d of %d×%d of %s."
              .formatted(
                  baseline.name(),
                  expected.steps(),
                  expected.batch(),
                  expected.length(),
                  expected.text().source(),
                  variant.name(),
                  run.steps(),
                  run.batch(),
                  run.length(),
                  run.text().source()));
    }
  }

  public Variant baseline() {
    return variants.getFirst();
  }

  /// The variants that are compared with the baseline.
  public List<Variant> challengers() {
    return variants.subList(1, variants.size());
  }

  /// All runs, seed by seed: a machine that grows slower meanwhile slows all variants alike, and an
  /// experiment that is cut short has complete pairs.
  public List<PlannedRun> runs() {
    List<PlannedRun> runs = new ArrayList<>();
    for (long seed : seeds) {
      for (Variant variant : variants) {
        runs.add(new PlannedRun(variant, seed));
      }
    }
    return runs;
  }

  /// Tokens that each run learns from.
  public long tokensPerRun() {
    RunConfiguration run = baseline().configuration();
    return run.steps() * run.tokensPerStep();
  }
}
