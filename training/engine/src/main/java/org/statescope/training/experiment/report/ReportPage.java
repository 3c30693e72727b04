package org.statescope.training.experiment.report;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statescope.training.experiment.ExperimentPlan;
import org.statescope.training.experiment.evidence.BaselineComparison;
import org.statescope.training.experiment.evidence.ConstraintMeter;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.experiment.evidence.Judge;
import org.statescope.training.experiment.evidence.Judgement;
import org.statescope.training.experiment.evidence.PairedComparison;
import org.statescope.training.experiment.evidence.PoleSummary;
import org.statescope.training.experiment.evidence.RunEvidence;
import org.statescope.training.experiment.evidence.VariantResult;
import org.statescope.training.experiment.report.Html.Cell;

/// The report's page: the claims and how they fared, then the figures behind each, then how it was
/// done.
final class ReportPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final ExperimentResults results;
  private final List<Figures.NamedFigure> figures;
  private final Html html = new Html();

  ReportPage(ExperimentResults results, List<Figures.NamedFigure> figures) {
    this.results = results;
    this.figures = figures;
  }

  String text() throws IOException {
    claims();
    perplexity();
    statistics();
    time();
    poles();
    constraint();
    runs();
    new SettingsSection(results, html).write();
    return html.page(title(), subtitle());
  }

  private String title() {
    List<VariantResult> variants = results.variants();
    List<String> others =
        variants.subList(1, variants.size()).stream().map(VariantResult::name).toList();
    return "%s against %s".formatted(Remarks.list(others), results.baseline().name());
  }

  private String subtitle() {
    ExperimentPlan plan = results.plan();
    long planned = plan.runs().size();
    long finished = results.finishedRuns();
    return "Statescope experiment %s, size %s, %s, %s tokens per run. Begun %s. %s"
        .formatted(
            plan.kind().label(),
            plan.size(),
            Remarks.seeds(plan.seeds().size()),
            Numbers.count(plan.tokensPerRun()),
            DAY.format(results.manifest().created()),
            finished == planned
                ? "All %d runs finished.".formatted(planned)
                : "%d of %d runs finished; the others enter no comparison."
                    .formatted(finished, planned));
  }

  private void claims() {
    html.section("claims", "Beside the paper's claims");
    html.paragraph(
        "The paper (arXiv 2409.00563) states these changes without intervals. A claim is held here"
            + " if the whole 95 % interval of the change lies below 0 and reaches the claimed"
            + " figure, not held if the interval excludes the claimed figure, and undecided"
            + " otherwise.");
    List<List<Cell>> rows = new ArrayList<>();
    for (Judgement judgement : new Judge(results).judgements()) {
      rows.add(
          List.of(
              Cell.words(judgement.claim().words()),
              Cell.name(judgement.variant()),
              Cell.number(judgement.measured()),
              new Cell(judgement.verdict().words(), judgement.verdict().words().replace(' ', '-')),
              Cell.words(judgement.reason())));
    }
    html.table(
        List.of(
            Cell.words("the paper says"),
            Cell.words("variant"),
            Cell.number("measured (95 % interval)"),
            Cell.words("here"),
            Cell.words("because")),
        rows);
    html.note(Remarks.scope(results.plan()));
  }

  private void perplexity() {
    html.section("perplexity", "Validation perplexity");
    figures(Figures.Place.PERPLEXITY);
    List<List<Cell>> rows = new ArrayList<>();
    for (VariantResult variant : results.variants()) {
      Optional<PairedComparison> beside = variant.comparison().map(BaselineComparison::perplexity);
      rows.add(
          List.of(
              Cell.name(variant.name()),
              Cell.number(Numbers.count(variant.parameters())),
              Cell.number(Numbers.estimate(variant.perplexity(), 3)),
              Cell.number(
                  beside.map(pair -> Numbers.estimate(pair.difference(), 3)).orElse("baseline")),
              Cell.number(beside.map(pair -> Numbers.percentEstimate(pair.percent())).orElse("")),
              Cell.number(beside.map(pair -> Numbers.probability(pair.tTest())).orElse("")),
              Cell.number(beside.map(pair -> Numbers.probability(pair.signTest())).orElse("")),
              Cell.number(beside.map(pair -> Numbers.probability(pair.wilcoxon())).orElse(""))));
    }
    html.table(
        List.of(
            Cell.words("variant"),
            Cell.number("parameters"),
            Cell.number("perplexity"),
            Cell.number("difference"),
            Cell.number("change"),
            Cell.number("t test p"),
            Cell.number("sign test p"),
            Cell.number("Wilcoxon p")),
        rows);
  }

  private void statistics() {
    html.section("statistics", "What these statistics can say");
    Remarks.statistics(results).forEach(html::paragraph);
  }

  private void time() {
    html.section("time", "Training time and memory");
    figures(Figures.Place.TIME);
    List<List<Cell>> rows = new ArrayList<>();
    for (VariantResult variant : results.variants()) {
      rows.add(
          List.of(
              Cell.name(variant.name()),
              Cell.number(Numbers.estimate(variant.tokensPerSecond(), 0)),
              Cell.number(Numbers.estimate(variant.trainingSeconds(), 1)),
              Cell.number(
                  variant
                      .comparison()
                      .map(beside -> Numbers.percentEstimate(beside.trainingSeconds().percent()))
                      .orElse("baseline")),
              Cell.number(Numbers.megabytes(variant.peakResidentBytes()))));
    }
    html.table(
        List.of(
            Cell.words("variant"),
            Cell.number("tokens/s, median of steps"),
            Cell.number("training steps, s"),
            Cell.number("change of that time"),
            Cell.number("peak memory")),
        rows);
    html.note(Remarks.time(results));
  }

  private void poles() throws IOException {
    html.section("poles", "Poles before and after");
    figures(Figures.Place.POLES);
    List<List<Cell>> rows = new ArrayList<>();
    for (RunEvidence run : results.runs()) {
      Optional<PoleSummary.BeforeAndAfter> poles = PoleSummary.read(run);
      if (poles.isPresent()) {
        rows.add(poleRow(run, poles.get()));
      }
    }
    html.table(
        List.of(
            Cell.words("run"),
            Cell.number("poles"),
            Cell.number("unstable"),
            Cell.number("oscillating"),
            Cell.number("largest Re λ"),
            Cell.number("slowest |λ|"),
            Cell.number("fastest |λ|")),
        rows);
    html.note(
        "Each cell: before training → after. Poles are of the continuous-time A, per second of the"
            + " model's own time Δ. poles.csv has every one.");
  }

  private static List<Cell> poleRow(RunEvidence run, PoleSummary.BeforeAndAfter poles) {
    PoleSummary before = poles.summaryBefore();
    PoleSummary after = poles.summaryAfter();
    return List.of(
        Cell.name(run.run().name()),
        Cell.number(Numbers.count(after.poles())),
        Cell.number(change(before.unstable(), after.unstable())),
        Cell.number(change(before.oscillating(), after.oscillating())),
        Cell.number(change(before.largestReal(), after.largestReal())),
        Cell.number(change(before.smallestModulus(), after.smallestModulus())),
        Cell.number(change(before.largestModulus(), after.largestModulus())));
  }

  private static String change(long before, long after) {
    return "%s → %s".formatted(Numbers.count(before), Numbers.count(after));
  }

  private static String change(double before, double after) {
    return "%s → %s".formatted(Numbers.significant(before), Numbers.significant(after));
  }

  private void constraint() {
    html.section("constraint", "Constraint meter");
    html.paragraph(
        "How many entries of A a stability rule really changed after updates. A rule that changed"
            + " none did nothing.");
    figures(Figures.Place.CONSTRAINT);
    List<List<Cell>> rows = new ArrayList<>();
    for (RunEvidence run : results.runs()) {
      Optional<ConstraintMeter> meter = run.constraintMeter();
      rows.add(
          List.of(
              Cell.name(run.run().name()),
              Cell.number(
                  meter.map(one -> Numbers.count(Math.round(one.total()))).orElse("not logged")),
              Cell.number(
                  meter
                      .map(
                          one ->
                              "%s of %s"
                                  .formatted(
                                      Numbers.count(one.stepsWithChanges()),
                                      Numbers.count(one.steps().length)))
                      .orElse("not logged"))));
    }
    html.table(
        List.of(
            Cell.words("run"),
            Cell.number("entries changed in all"),
            Cell.number("steps that changed any")),
        rows);
    html.note(
        "Not logged: the run's structure has no such rule, or its version did not report it.");
  }

  private void runs() {
    html.section("runs", "Every run");
    List<List<Cell>> rows = new ArrayList<>();
    for (RunEvidence run : results.runs()) {
      rows.add(
          List.of(
              Cell.name(run.run().name()),
              Cell.words(run.standing()),
              Cell.number(Remarks.orNotMeasured(run.finalPerplexity(), 3)),
              Cell.number(Remarks.orNotMeasured(run.bestPerplexity(), 3)),
              Cell.number(Remarks.orNotMeasured(run.trainingSeconds(), 1)),
              Cell.number(Remarks.orNotMeasured(run.medianTokensPerSecond(), 0)),
              Cell.number(Numbers.megabytes(run.peakResidentBytes())),
              Cell.number(Remarks.orNotMeasured(run.processorsBusyElsewhere(), 2))));
    }
    html.table(
        List.of(
            Cell.words("run"),
            Cell.words("state"),
            Cell.number("perplexity at the end"),
            Cell.number("best"),
            Cell.number("training steps, s"),
            Cell.number("tokens/s"),
            Cell.number("peak memory"),
            Cell.number("processors busy elsewhere")),
        rows);
  }

  private void figures(Figures.Place place) {
    figures.stream()
        .filter(figure -> figure.place() == place)
        .forEach(figure -> html.figure(figure.svg(), figure.caption()));
  }
}
