package org.statescope.training.experiment.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.statescope.training.experiment.evidence.BaselineComparison;
import org.statescope.training.experiment.evidence.ConstraintMeter;
import org.statescope.training.experiment.evidence.Curve;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.experiment.evidence.MeanEstimate;
import org.statescope.training.experiment.evidence.PairedComparison;
import org.statescope.training.experiment.evidence.PoleSummary;
import org.statescope.training.experiment.evidence.RunEvidence;
import org.statescope.training.experiment.evidence.VariantResult;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// The report's CSV files.
final class Tables {
  private Tables() {}

  /// A row for each variant: what is known over its seeds, and beside the baseline.
  static void results(ExperimentResults results, Writer out) throws IOException {
    Csv csv =
        new Csv(
            out,
            "variant",
            "seeds_planned",
            "seeds_finished",
            "parameters",
            "parameters_minus_baseline",
            "perplexity_mean",
            "perplexity_low",
            "perplexity_high",
            "perplexity_percent_mean",
            "perplexity_percent_low",
            "perplexity_percent_high",
            "perplexity_difference_mean",
            "perplexity_difference_low",
            "perplexity_difference_high",
            "paired_t_test_p",
            "sign_test_p",
            "wilcoxon_p",
            "training_seconds_mean",
            "training_seconds_low",
            "training_seconds_high",
            "training_seconds_percent_mean",
            "training_seconds_percent_low",
            "training_seconds_percent_high",
            "tokens_per_second_mean",
            "peak_resident_bytes");
    for (VariantResult variant : results.variants()) {
      Optional<BaselineComparison> beside = variant.comparison();
      Optional<PairedComparison> perplexity = beside.map(BaselineComparison::perplexity);
      MeanEstimate percent = estimate(perplexity.map(PairedComparison::percent));
      MeanEstimate difference = estimate(perplexity.map(PairedComparison::difference));
      MeanEstimate timePercent =
          estimate(beside.map(BaselineComparison::trainingSeconds).map(PairedComparison::percent));
      csv.row(
          variant.name(),
          results.plan().seeds().size(),
          variant.runs().stream().filter(RunEvidence::finished).count(),
          variant.parameters(),
          beside.map(BaselineComparison::parameters),
          Csv.mean(variant.perplexity()),
          Csv.low(variant.perplexity()),
          Csv.high(variant.perplexity()),
          Csv.mean(percent),
          Csv.low(percent),
          Csv.high(percent),
          Csv.mean(difference),
          Csv.low(difference),
          Csv.high(difference),
          perplexity.map(PairedComparison::tTest).orElse(OptionalDouble.empty()),
          perplexity.map(PairedComparison::signTest).orElse(OptionalDouble.empty()),
          perplexity.map(PairedComparison::wilcoxon).orElse(OptionalDouble.empty()),
          Csv.mean(variant.trainingSeconds()),
          Csv.low(variant.trainingSeconds()),
          Csv.high(variant.trainingSeconds()),
          Csv.mean(timePercent),
          Csv.low(timePercent),
          Csv.high(timePercent),
          Csv.mean(variant.tokensPerSecond()),
          variant.peakResidentBytes());
    }
  }

  private static MeanEstimate estimate(Optional<MeanEstimate> estimate) {
    return estimate.orElseGet(MeanEstimate.None::new);
  }

  /// A row for each run.
  static void runs(ExperimentResults results, Writer out) throws IOException {
    Csv csv =
        new Csv(
            out,
            "variant",
            "seed",
            "finished",
            "final_perplexity",
            "best_perplexity",
            "training_seconds",
            "median_tokens_per_second",
            "peak_resident_bytes",
            "processors_busy_elsewhere",
            "entries_changed_by_constraint",
            "standing");
    for (RunEvidence run : results.runs()) {
      csv.row(
          run.run().variant().name(),
          run.run().seed(),
          run.finished(),
          run.finalPerplexity(),
          run.bestPerplexity(),
          run.trainingSeconds(),
          run.medianTokensPerSecond(),
          run.peakResidentBytes(),
          run.processorsBusyElsewhere(),
          run.constraintMeter().map(ConstraintMeter::total),
          run.standing());
    }
  }

  /// A row for each step that reported a loss; step 0 and the steps of validations have both.
  static void curves(ExperimentResults results, Writer out) throws IOException {
    Csv csv = new Csv(out, "variant", "seed", "step", "tokens", "training_loss", "validation_loss");
    for (RunEvidence run : results.runs()) {
      Curve training = run.trainingLoss();
      Curve validation = run.validationLoss();
      long tokensPerStep = run.run().configuration().tokensPerStep();
      int t = 0;
      int v = 0;
      while (t < training.size() || v < validation.size()) {
        long step = Math.min(stepAt(training, t), stepAt(validation, v));
        boolean trained = stepAt(training, t) == step;
        boolean validated = stepAt(validation, v) == step;
        csv.row(
            run.run().variant().name(),
            run.run().seed(),
            step,
            step * tokensPerStep,
            trained ? OptionalDouble.of(training.values()[t++]) : OptionalDouble.empty(),
            validated ? OptionalDouble.of(validation.values()[v++]) : OptionalDouble.empty());
      }
    }
  }

  private static long stepAt(Curve curve, int index) {
    return index < curve.size() ? curve.steps()[index] : Long.MAX_VALUE;
  }

  /// A row for each pole of each run, before the first update and at the last snapshot.
  static void poles(ExperimentResults results, Writer out) throws IOException {
    Csv csv =
        new Csv(out, "variant", "seed", "step", "layer", "system", "state", "real", "imaginary");
    for (RunEvidence run : results.runs()) {
      Optional<PoleSummary.BeforeAndAfter> poles = PoleSummary.read(run);
      if (poles.isPresent()) {
        poles(run, poles.get().before(), csv);
        poles(run, poles.get().after(), csv);
      }
    }
  }

  private static void poles(RunEvidence run, DynamicsSnapshot snapshot, Csv csv)
      throws IOException {
    for (LayerDynamics layer : snapshot.layers()) {
      for (int system = 0; system < layer.systems(); system++) {
        for (int state = 0; state < layer.order(); state++) {
          csv.row(
              run.run().variant().name(),
              run.run().seed(),
              snapshot.step(),
              layer.layer(),
              system,
              state,
              layer.poleReal(system, state),
              layer.poleImaginary(system, state));
        }
      }
    }
  }

  /// The names of the files and how each is written.
  static List<Table> all() {
    return List.of(
        new Table("results.csv", Tables::results),
        new Table("runs.csv", Tables::runs),
        new Table("curves.csv", Tables::curves),
        new Table("poles.csv", Tables::poles));
  }

  /// Writes the rows of one table.
  @FunctionalInterface
  interface Rows {
    void write(ExperimentResults results, Writer out) throws IOException;
  }

  record Table(String fileName, Rows rows) {}
}
