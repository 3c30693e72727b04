package org.statescope.training.experiment.evidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.statescope.training.experiment.Variant;

/// What all runs of a variant say together.
///
/// @param runs one for each seed, in the order of the seeds
/// @param comparison with the baseline; absent for the baseline itself
public record VariantResult(
    Variant variant, List<RunEvidence> runs, Optional<BaselineComparison> comparison) {
  public VariantResult {
    runs = List.copyOf(runs);
  }

  public String name() {
    return variant.name();
  }

  public long parameters() {
    return variant.configuration().model().parameterCount();
  }

  /// Perplexity after the last step, over the finished seeds.
  public MeanEstimate perplexity() {
    return estimate(RunEvidence::finalPerplexity);
  }

  /// Seconds of all training steps, over the finished seeds.
  public MeanEstimate trainingSeconds() {
    return estimate(RunEvidence::trainingSeconds);
  }

  /// Each finished run's median speed, over the seeds.
  public MeanEstimate tokensPerSecond() {
    return estimate(run -> run.finished() ? run.medianTokensPerSecond() : OptionalDouble.empty());
  }

  /// The most memory that any trainer of this variant held.
  public OptionalLong peakResidentBytes() {
    return runs.stream().flatMapToLong(run -> run.peakResidentBytes().stream()).max();
  }

  private MeanEstimate estimate(Function<RunEvidence, OptionalDouble> measure) {
    return MeanEstimate.of(
        runs.stream().flatMapToDouble(run -> measure.apply(run).stream()).toArray());
  }
}
