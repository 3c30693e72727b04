package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.PoleProperties;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.report.KalmanRank;
import org.statescope.analysis.report.SystemReport;
import org.statescope.analysis.report.VerdictWords;
import org.statescope.analysis.stability.StabilityMargin;
import org.statescope.analysis.stability.StabilityRadius;
import org.statescope.analysis.stability.TransientGrowth;
import org.statescope.analysis.structure.StructuralAnswer;
import org.statescope.analysis.structure.StructuralDistance;
import org.statescope.analysis.structure.Verdict;

/// A report of a system for people: verdicts first, then the numbers behind them.
final class AnalysisText {
  private final PrintWriter out;

  AnalysisText(PrintWriter out) {
    this.out = out;
  }

  void print(SystemReport report) {
    system(report);
    verdicts(report);
    poles(report);
    stability(report);
    structure(
        "Controllability",
        "uncontrollable",
        report.controllability(),
        report.controllabilityKalman());
    structure(
        "Observability", "unobservable", report.observability(), report.observabilityKalman());
    new EnergyText(out, report).print();
    out.flush();
  }

  private void system(SystemReport report) {
    StateSpace system = report.system();
    String domain =
        switch (system.timeDomain()) {
          case Continuous() -> "continuous time";
          case Discrete(double samplePeriod) ->
              "discrete time, sample period %s s".formatted(NumberText.number(samplePeriod));
        };
    line(
        "%s: %s, states %d, inputs %d, outputs %d",
        report.name(), domain, system.order(), system.inputs(), system.outputs());
  }

  private void verdicts(SystemReport report) {
    out.println();
    TextTable table =
        new TextTable("question", "answer", "value", "tolerance", "margin", "decided by");
    row(table, "stable?", report.stability().verdict());
    row(table, "controllable?", report.controllability().verdict());
    row(table, "observable?", report.observability().verdict());
    table.print(out);
    line("Stable: %s.", report.stability().verdict().reason());
    line("Controllable: %s.", report.controllability().verdict().reason());
    line("Observable: %s.", report.observability().verdict().reason());
  }

  private static void row(TextTable table, String question, Verdict verdict) {
    table.row(
        question,
        VerdictWords.of(verdict),
        NumberText.number(verdict.value()),
        NumberText.number(verdict.tolerance()),
        NumberText.number(verdict.margin()),
        verdict.method().words());
  }

  private void poles(SystemReport report) {
    out.println();
    TextTable table =
        new TextTable(
            "pole",
            "damping",
            "natural frequency rad/s",
            "time constant s",
            "Hautus controllable",
            "Hautus observable");
    for (int i = 0; i < report.poles().size(); i++) {
      PoleProperties pole = report.poles().get(i);
      table.row(
          NumberText.complex(pole.pole()),
          NumberText.number(pole.dampingRatio()),
          NumberText.number(pole.naturalFrequency()),
          NumberText.number(pole.timeConstant()),
          NumberText.number(
              report.controllability().hautus().entries().get(i).smallestSingularValue()),
          NumberText.number(
              report.observability().hautus().entries().get(i).smallestSingularValue()));
    }
    table.print(out);
  }

  private void stability(SystemReport report) {
    heading("Stability");
    StabilityMargin margin = report.stability().margin();
    line(
        "  margin %s at the pole %s (%s)",
        NumberText.number(margin.margin()),
        NumberText.complex(margin.criticalPole().pole()),
        margin.uncertainty().words());
    line(
        "  spectral abscissa %s, spectral radius %s, numerical abscissa %s",
        NumberText.number(margin.spectralAbscissa()),
        NumberText.number(margin.spectralRadius()),
        NumberText.number(report.numericalAbscissa()));
    switch (report.stability().radius()) {
      case StabilityRadius.Stable radius ->
          line(
              "  stability radius %s at %s rad/s (%s)",
              NumberText.number(radius.value()),
              NumberText.number(radius.frequency()),
              radius.bounds().words());
      case StabilityRadius.NotStable(Complex pole) ->
          line(
              "  stability radius 0: the pole %s is not on the stable side",
              NumberText.complex(pole));
    }
    switch (report.growth()) {
      case TransientGrowth.Bounded growth ->
          line(
              "  largest transient growth %s at %s %s",
              NumberText.number(growth.value()),
              NumberText.number(growth.at()),
              report.system().isDiscrete() ? "steps" : "s");
      case TransientGrowth.Unbounded(Complex pole) ->
          line(
              "  transient growth has no bound: the pole %s does not decay",
              NumberText.complex(pole));
    }
  }

  private void structure(String title, String fails, StructuralAnswer answer, KalmanRank kalman) {
    heading(title);
    StructuralDistance distance = answer.distance();
    line(
        "  distance to the nearest %s system %s at λ = %s (%s)",
        fails,
        NumberText.number(distance.value()),
        NumberText.complex(distance.at()),
        distance.bounds().words());
    line(
        "  smallest Hautus value at a pole %s, at %s",
        NumberText.number(answer.hautus().weakest().smallestSingularValue()),
        NumberText.complex(answer.hautus().weakest().pole()));
    line(
        "  rank in exact arithmetic %d of %d, staircase %d, %s",
        answer.exactRank().rank(),
        answer.exactRank().order(),
        answer.staircase().dimension(),
        switch (kalman) {
          case KalmanRank.Computed(var matrix) ->
              "numerical rank of Kalman's matrix "
                  + matrix.numericalRank()
                  + ", at least; it decides nothing";
          case KalmanRank.Overflow(String reason) -> "no Kalman matrix: " + reason;
        });
  }

  private void heading(String title) {
    out.println();
    out.println(title);
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
