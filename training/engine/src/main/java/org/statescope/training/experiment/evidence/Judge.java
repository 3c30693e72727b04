package org.statescope.training.experiment.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.statescope.training.experiment.evidence.Judgement.Verdict;

/// Judges a paper's claims by this experiment's intervals.
///
/// A claim that a measure falls by p percent is *held* if the whole interval of the change lies
/// below 0 and reaches down to −p, *not held* if the whole interval lies above −p, because then the
/// claimed change is excluded, and otherwise *undecided*: claim and no change are both inside.
public final class Judge {
  private final ExperimentResults results;

  public Judge(ExperimentResults results) {
    this.results = results;
  }

  /// Every claim for every variant that was compared.
  public List<Judgement> judgements() {
    List<Judgement> judgements = new ArrayList<>();
    for (Claim claim : Claim.of(results.plan().kind())) {
      for (VariantResult variant : results.variants()) {
        variant
            .comparison()
            .map(comparison -> judge(variant, claim, comparison))
            .ifPresent(judgements::add);
      }
    }
    return judgements;
  }

  private Judgement judge(VariantResult variant, Claim claim, BaselineComparison comparison) {
    return switch (claim.measure()) {
      case PERPLEXITY -> byInterval(variant.name(), claim, comparison.perplexity().percent());
      case TRAINING_TIME -> time(variant.name(), claim, comparison.trainingSeconds().percent());
      case PARAMETERS -> parameters(variant, claim, comparison.parameters());
    };
  }

  /// Judges a change that was measured over seeds.
  static Judgement byInterval(String variant, Claim claim, MeanEstimate percent) {
    return switch (percent) {
      case MeanEstimate.None _ ->
          new Judgement(
              variant, claim, "not measured", Verdict.UNDECIDED, "No pair of runs is finished.");
      case MeanEstimate.Single single ->
          new Judgement(
              variant,
              claim,
              percent(single.mean()),
              Verdict.UNDECIDED,
              "One seed cannot tell a difference from chance.");
      case MeanEstimate.Interval interval -> byInterval(variant, claim, interval);
    };
  }

  private static Judgement byInterval(String variant, Claim claim, MeanEstimate.Interval interval) {
    String measured =
        "%s (%s to %s)"
            .formatted(percent(interval.mean()), percent(interval.low()), percent(interval.high()));
    if (interval.low() > claim.percent()) {
      return new Judgement(variant, claim, measured, Verdict.NOT_HELD, excluded(claim, interval));
    }
    if (interval.high() < 0) {
      String size =
          claim.percent() == 0 || interval.high() >= claim.percent()
              ? "The whole interval lies below 0 and agrees with the claim."
              : "The whole interval lies below the claim: the change is larger than claimed.";
      return new Judgement(variant, claim, measured, Verdict.HELD, size);
    }
    String inside =
        claim.percent() == 0
            ? "The interval reaches to both sides of 0."
            : "The interval holds both the claim and no change at all: more seeds would narrow it.";
    return new Judgement(variant, claim, measured, Verdict.UNDECIDED, inside);
  }

  private static String excluded(Claim claim, MeanEstimate.Interval interval) {
    String measure = claim.measure().words();
    if (interval.low() > 0) {
      return "The whole interval lies above 0: the %s rose.".formatted(measure);
    }
    return interval.high() < 0
        ? "The %s fell, but by less than claimed: the interval excludes %s."
            .formatted(measure, percent(claim.percent()))
        : "The interval excludes %s; no change is possible.".formatted(percent(claim.percent()));
  }

  /// Times that other programs disturbed decide nothing, however narrow their interval.
  private Judgement time(String variant, Claim claim, MeanEstimate percent) {
    Judgement judgement = byInterval(variant, claim, percent);
    OptionalDouble elsewhere = results.mostBusyElsewhere();
    if (elsewhere.isEmpty() || elsewhere.getAsDouble() <= ExperimentResults.SHARED_ABOVE) {
      return judgement;
    }
    return new Judgement(
        variant,
        claim,
        judgement.measured(),
        Verdict.UNDECIDED,
        String.format(
            Locale.ROOT,
            "Other programs kept up to %.1f processors busy meanwhile, so these times compare"
                + " nothing.",
            elsewhere.getAsDouble()));
  }

  private Judgement parameters(VariantResult variant, Claim claim, long difference) {
    long baseline = results.baseline().parameters();
    String measured =
        "%s of %s (%s)"
            .formatted(
                grouped("%+,d", difference),
                grouped("%,d", baseline),
                percent(100.0 * difference / baseline));
    return difference < 0
        ? new Judgement(
            variant.name(), claim, measured, Verdict.HELD, "Counted, so there is no chance in it.")
        : new Judgement(
            variant.name(),
            claim,
            measured,
            Verdict.NOT_HELD,
            difference == 0 ? "It has as many." : "It has more.");
  }

  /// Digits in groups of three with a space between, as in the rest of the report.
  private static String grouped(String format, long value) {
    return String.format(Locale.ROOT, format, value).replace(',', ' ').replace('-', '−');
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%+.2f %%", value).replace('-', '−');
  }
}
