package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.H2Norm;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.PoleProperties;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.report.KalmanRank;
import org.statescope.analysis.report.SystemReport;
import org.statescope.analysis.report.VerdictWords;
import org.statescope.analysis.stability.HInfinityNorm;
import org.statescope.analysis.stability.StabilityMargin;
import org.statescope.analysis.stability.StabilityRadius;
import org.statescope.analysis.stability.TransientGrowth;
import org.statescope.analysis.structure.StructuralAnswer;
import org.statescope.analysis.structure.StructuralDistance;
import org.statescope.analysis.structure.Verdict;

/// A report of a system for people: verdicts first, then the numbers behind them.
final class AnalysisText {
  private static final Pattern TRAILING_ZEROS =
      Pattern.compile("\\.0+(?=e|$)|(?<=\\.\\d{1,9}?)0+(?=e|$)");

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
    energy(report);
    gains(report);
    out.flush();
  }

  private void system(SystemReport report) {
    StateSpace system = report.system();
    String domain =
        switch (system.timeDomain()) {
          case Continuous() -> "continuous time";
          case Discrete(double samplePeriod) ->
              "discrete time, sample period %s s".formatted(number(samplePeriod));
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
        number(verdict.value()),
        number(verdict.tolerance()),
        number(verdict.margin()),
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
          complex(pole.pole()),
          number(pole.dampingRatio()),
          number(pole.naturalFrequency()),
          number(pole.timeConstant()),
          number(report.controllability().hautus().entries().get(i).smallestSingularValue()),
          number(report.observability().hautus().entries().get(i).smallestSingularValue()));
    }
    table.print(out);
  }

  private void stability(SystemReport report) {
    heading("Stability");
    StabilityMargin margin = report.stability().margin();
    line(
        "  margin %s at the pole %s (%s)",
        number(margin.margin()),
        complex(margin.criticalPole().pole()),
        margin.uncertainty().words());
    line(
        "  spectral abscissa %s, spectral radius %s, numerical abscissa %s",
        number(margin.spectralAbscissa()),
        number(margin.spectralRadius()),
        number(report.numericalAbscissa()));
    switch (report.stability().radius()) {
      case StabilityRadius.Stable radius ->
          line(
              "  stability radius %s at %s rad/s (%s)",
              number(radius.value()), number(radius.frequency()), radius.bounds().words());
      case StabilityRadius.NotStable(Complex pole) ->
          line("  stability radius 0: the pole %s is not on the stable side", complex(pole));
    }
    switch (report.growth()) {
      case TransientGrowth.Bounded growth ->
          line(
              "  largest transient growth %s at %s %s",
              number(growth.value()),
              number(growth.at()),
              report.system().isDiscrete() ? "steps" : "s");
      case TransientGrowth.Unbounded(Complex pole) ->
          line("  transient growth has no bound: the pole %s does not decay", complex(pole));
    }
  }

  private void structure(String title, String fails, StructuralAnswer answer, KalmanRank kalman) {
    heading(title);
    StructuralDistance distance = answer.distance();
    line(
        "  distance to the nearest %s system %s at λ = %s (%s)",
        fails, number(distance.value()), complex(distance.at()), distance.bounds().words());
    line(
        "  smallest Hautus value at a pole %s, at %s",
        number(answer.hautus().weakest().smallestSingularValue()),
        complex(answer.hautus().weakest().pole()));
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

  private void energy(SystemReport report) {
    heading("Energy");
    switch (report.gramians()) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) ->
          line(
              "  condition of the Gramians: controllability %s, observability %s"
                  + " (of their equation: %s)",
              number(controllability.condition()),
              number(observability.condition()),
              number(controllability.conditionEstimate()));
      case GramianPairResult.Unstable(String reason) -> line("  no Gramians: %s", reason);
    }
    switch (report.hankel()) {
      case HankelSingularValues.Result.Converged(HankelSingularValues hankel) ->
          line(
              "  Hankel singular values %s (below %s they are rounding)",
              numbers(hankel.values()), number(hankel.trustedAbove()));
      case HankelSingularValues.Result.Unstable(String reason) ->
          line("  no Hankel singular values: %s", reason);
    }
    switch (report.h2()) {
      case H2Norm.Result.Finite finite -> line("  H2 norm %s", number(finite.value()));
      case H2Norm.Result.Infinite(String reason) -> line("  H2 norm infinite: %s", reason);
    }
  }

  private void gains(SystemReport report) {
    switch (report.hInfinity()) {
      case HInfinityNorm.Finite norm ->
          line(
              "  H-infinity norm %s, peak at %s rad/s",
              number(norm.value()), number(norm.peakFrequency()));
      case HInfinityNorm.NotStable(Complex pole) ->
          line("  no H-infinity norm: the pole %s is not on the stable side", complex(pole));
    }
    heading("Zeros");
    List<Complex> zeros = report.zeros().zeros();
    line(
        "  %s",
        zeros.isEmpty()
            ? "no finite invariant zeros"
            : zeros.stream().map(AnalysisText::complex).collect(Collectors.joining(", ")));
  }

  private void heading(String title) {
    out.println();
    out.println(title);
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values).mapToObj(AnalysisText::number).collect(Collectors.joining(", "));
  }

  // Adding 0.0 turns −0 into 0.
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return TRAILING_ZEROS.matcher(String.format(Locale.ROOT, "%.6g", value + 0.0)).replaceAll("");
  }

  private static String complex(Complex value) {
    return value.isReal()
        ? number(value.real())
        : "%s %s %si"
            .formatted(
                number(value.real()),
                value.imaginary() < 0 ? "-" : "+",
                number(Math.abs(value.imaginary())));
  }
}
