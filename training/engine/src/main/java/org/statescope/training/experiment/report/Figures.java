package org.statescope.training.experiment.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.statescope.training.experiment.evidence.BaselineComparison;
import org.statescope.training.experiment.evidence.Claim;
import org.statescope.training.experiment.evidence.ConstraintMeter;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.experiment.evidence.MeanEstimate;
import org.statescope.training.experiment.evidence.PairedComparison;
import org.statescope.training.experiment.evidence.PoleSummary;
import org.statescope.training.experiment.evidence.RunEvidence;
import org.statescope.training.experiment.evidence.VariantResult;
import org.statescope.training.experiment.report.CurveFigure.Division;
import org.statescope.training.experiment.report.CurveFigure.Line;
import org.statescope.training.experiment.report.IntervalFigure.Reference;
import org.statescope.training.experiment.report.IntervalFigure.Row;

/// The figures that an experiment's results allow: one without anything to show is left out.
final class Figures {
  private static final double MILLION = 1e6;

  private final ExperimentResults results;
  private final Palette palette;
  private final List<NamedFigure> figures = new ArrayList<>();

  private Figures(ExperimentResults results, Palette palette) {
    this.results = results;
    this.palette = palette;
  }

  /// Where a figure stands on the page.
  enum Place {
    PERPLEXITY,
    TIME,
    POLES,
    CONSTRAINT
  }

  record NamedFigure(Place place, String fileName, Svg svg, String caption) {}

  static List<NamedFigure> of(ExperimentResults results, Palette palette) throws IOException {
    Figures figures = new Figures(results, palette);
    figures.perplexityCurves();
    figures.perplexities();
    figures.change(
        Place.PERPLEXITY,
        "perplexity-change",
        "Change of validation perplexity against %s, %%",
        Claim.Measure.PERPLEXITY,
        BaselineComparison::perplexity);
    figures.change(
        Place.TIME,
        "training-time-change",
        "Change of training time against %s, %%",
        Claim.Measure.TRAINING_TIME,
        BaselineComparison::trainingSeconds);
    figures.poles();
    figures.constraint();
    return List.copyOf(figures.figures);
  }

  private void add(Place place, String name, Svg svg, String caption) {
    figures.add(new NamedFigure(place, name + ".svg", svg, caption));
  }

  private void perplexityCurves() {
    List<CurveFigure.Series> series =
        series(
            run ->
                Optional.of(
                    new Line(
                        tokens(run, run.validationLoss().steps()),
                        Arrays.stream(run.validationLoss().values()).map(Math::exp).toArray())));
    if (!series.isEmpty()) {
      String title = "Validation perplexity during training";
      add(
          Place.PERPLEXITY,
          "perplexity-curves",
          CurveFigure.draw(
              title,
              "million tokens learned from",
              "Validation perplexity, logarithmic",
              Division.LOGARITHMIC,
              series,
              palette),
          "Bold: mean over seeds. Thin: each finished seed, at every validation.");
    }
  }

  private static double[] tokens(RunEvidence run, long[] steps) {
    long tokensPerStep = run.run().configuration().tokensPerStep();
    return Arrays.stream(steps).mapToDouble(step -> step * tokensPerStep / MILLION).toArray();
  }

  /// Finished runs of each variant that has any.
  private List<CurveFigure.Series> series(Function<RunEvidence, Optional<Line>> curve) {
    List<CurveFigure.Series> series = new ArrayList<>();
    for (int i = 0; i < results.variants().size(); i++) {
      VariantResult variant = results.variants().get(i);
      List<Line> lines =
          variant.runs().stream()
              .filter(RunEvidence::finished)
              .flatMap(run -> curve.apply(run).stream())
              .toList();
      Line mean = mean(lines);
      if (mean.x().length > 0) {
        series.add(new CurveFigure.Series(variant.name(), i, lines, mean));
      }
    }
    return series;
  }

  /// The mean where every seed has a value.
  private static Line mean(List<Line> lines) {
    double[] x =
        lines.isEmpty()
            ? new double[0]
            : Arrays.stream(lines.getFirst().x())
                .filter(
                    place ->
                        lines.stream().allMatch(line -> Arrays.binarySearch(line.x(), place) >= 0))
                .toArray();
    double[] y =
        Arrays.stream(x)
            .map(
                place ->
                    lines.stream()
                        .mapToDouble(line -> line.y()[Arrays.binarySearch(line.x(), place)])
                        .average()
                        .orElseThrow())
            .toArray();
    return new Line(x, y);
  }

  private void perplexities() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < results.variants().size(); i++) {
      VariantResult variant = results.variants().get(i);
      rows.add(
          new Row(
              variant.name(),
              i,
              variant.runs().stream()
                  .flatMapToDouble(run -> run.finalPerplexity().stream())
                  .toArray(),
              variant.perplexity(),
              Numbers.estimate(variant.perplexity(), 3)));
    }
    if (results.finishedRuns() > 0) {
      String title = "Validation perplexity after the last step";
      add(
          Place.PERPLEXITY,
          "perplexity",
          IntervalFigure.draw(title, title, rows, List.of(), palette),
          "Disc: mean. Bar: 95 % confidence interval of the mean (Student's t over seeds)."
              + " Rings: the seeds.");
    }
  }

  private void change(
      Place place,
      String name,
      String title,
      Claim.Measure measure,
      Function<BaselineComparison, PairedComparison> comparison) {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < results.variants().size(); i++) {
      VariantResult variant = results.variants().get(i);
      PairedComparison pairs = comparison.apply(variant.comparison().orElseThrow());
      if (pairs.pairs() > 0) {
        rows.add(
            new Row(
                variant.name(),
                i,
                pairs.percents(),
                pairs.percent(),
                percentAndError(pairs.percent())));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    List<Reference> references = new ArrayList<>();
    references.add(new Reference(0, "no change", IntervalFigure.Side.RIGHT));
    Claim.of(results.plan().kind()).stream()
        .filter(claim -> claim.measure() == measure && claim.percent() != 0)
        .forEach(
            claim ->
                references.add(
                    new Reference(claim.percent(), "paper’s claim", IntervalFigure.Side.LEFT)));
    String words = title.formatted(results.baseline().name());
    add(
        place,
        name,
        IntervalFigure.draw(words, words, rows, references, palette),
        "Paired by seed. Left of 0 is better. Disc: mean. Bar: 95 % confidence interval."
            + " Rings: the pairs.");
  }

  private static String percentAndError(MeanEstimate percent) {
    return switch (percent) {
      case MeanEstimate.None _ -> Numbers.NOT_MEASURED;
      case MeanEstimate.Single(double mean) -> Numbers.signedPercent(mean);
      case MeanEstimate.Interval interval ->
          Numbers.signedPercent(interval.mean())
              + " ± "
              + Numbers.fixed(interval.high() - interval.mean(), 2);
    };
  }

  private void poles() throws IOException {
    for (int i = 0; i < results.variants().size(); i++) {
      VariantResult variant = results.variants().get(i);
      Optional<RunEvidence> run = variant.runs().stream().filter(RunEvidence::finished).findFirst();
      if (run.isEmpty()) {
        continue;
      }
      Optional<PoleSummary.BeforeAndAfter> poles = PoleSummary.read(run.get());
      if (poles.isPresent()) {
        String title = "Poles of " + variant.name();
        add(
            Place.POLES,
            "poles-" + variant.name(),
            PoleFigure.draw(title, i, poles.get(), palette),
            "%s, seed %d: continuous-time poles of all layers. Grey: where a pole is unstable."
                .formatted(variant.name(), run.get().run().seed()));
      }
    }
  }

  private void constraint() {
    List<CurveFigure.Series> series =
        series(run -> run.constraintMeter().map(meter -> constraintLine(run, meter)));
    if (!series.isEmpty()) {
      String title = "Entries of A changed by the stability rule";
      add(
          Place.CONSTRAINT,
          "constraint-meter",
          CurveFigure.draw(
              title,
              "million tokens learned from",
              "Entries of A changed by the stability rule, per step",
              Division.LINEAR,
              series,
              palette),
          "Bold: mean over seeds. Thin: each finished seed, at every step that reported.");
    }
  }

  private static Line constraintLine(RunEvidence run, ConstraintMeter meter) {
    return new Line(tokens(run, meter.steps()), meter.changed());
  }
}
