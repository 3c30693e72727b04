package org.statescope.training.experiment.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A variant beside the baseline.
///
/// @param perplexity after the last step, over seeds that finished for both
/// @param trainingSeconds of all training steps, over the same seeds
/// @param parameters more (or, negative, fewer) than the baseline has
public record BaselineComparison(
    PairedComparison perplexity, PairedComparison trainingSeconds, long parameters) {

  static BaselineComparison of(VariantResult variant, VariantResult baseline) {
    return new BaselineComparison(
        paired(variant.runs(), baseline.runs(), RunEvidence::finalPerplexity),
        paired(variant.runs(), baseline.runs(), RunEvidence::trainingSeconds),
        variant.parameters() - baseline.parameters());
  }

  /// Values of seeds for which both have one.
  private static PairedComparison paired(
      List<RunEvidence> variant,
      List<RunEvidence> baseline,
      Function<RunEvidence, OptionalDouble> measure) {
    List<Double> ofVariant = new ArrayList<>();
    List<Double> ofBaseline = new ArrayList<>();
    for (RunEvidence run : variant) {
      OptionalDouble one = measure.apply(run);
      OptionalDouble other =
          baseline.stream()
              .filter(candidate -> candidate.run().seed() == run.run().seed())
              .flatMapToDouble(candidate -> measure.apply(candidate).stream())
              .findFirst();
      if (one.isPresent() && other.isPresent()) {
        ofVariant.add(one.getAsDouble());
        ofBaseline.add(other.getAsDouble());
      }
    }
    return PairedComparison.of(numbers(ofVariant), numbers(ofBaseline));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
