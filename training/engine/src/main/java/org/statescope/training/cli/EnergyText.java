package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.H2Norm;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.gramian.ModelReduction;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.report.SystemReport;
import org.statescope.analysis.response.FrequencyResponse;
import org.statescope.analysis.response.TruncationError;
import org.statescope.analysis.stability.HInfinityNorm;
import org.statescope.analysis.stability.ZeroUncertainty;

/// The part of a report on energy, gains and zeros.
final class EnergyText {
  private static final int MOST_VALUES = 12;

  /// A larger matrix of gains is for the JSON only.
  private static final int MOST_GAINS = 16;

  /// Above this condition of their equation no digit of a Gramian is certain.
  private static final double NOTHING_CERTAIN = 1e13;

  /// A number that may be off by this part of itself says nothing.
  private static final double NOTHING_LEFT = 0.1;

  /// Part of the H-infinity norm: an error bound above it is far above rounding.
  private static final double ROUNDING_SHOWS = 1e-6;

  /// A reduced system is good enough at this part of the H-infinity norm.
  private static final double SMALL_ERROR = 0.01;

  private final PrintWriter out;
  private final SystemReport report;

  EnergyText(PrintWriter out, SystemReport report) {
    this.out = out;
    this.report = report;
  }

  void print() {
    heading("Energy");
    gramians();
    hankel();
    switch (report.h2()) {
      case H2Norm.Result.Finite finite -> {
        line("H2 norm %s", NumberText.number(finite.value()));
        if (finite.relativeError() > NOTHING_LEFT) {
          line("no digit of the H2 norm is certain: its Gramian's equation is too ill-conditioned");
        }
      }
      case H2Norm.Result.Infinite(String reason) -> line("H2 norm infinite: %s", reason);
    }
    heading("Gain");
    gainAtZero();
    switch (report.hInfinity()) {
      case HInfinityNorm.Finite norm ->
          line(
              "H-infinity norm %s, peak at %s rad/s",
              NumberText.number(norm.value()), NumberText.number(norm.peakFrequency()));
      case HInfinityNorm.NotStable(Complex pole) ->
          line(
              "no H-infinity norm: the pole %s is not on the stable side",
              NumberText.complex(pole));
    }
    heading("Zeros");
    zeros();
  }

  /// The zeros, the one that rounding moves farthest for its size, and those of which nothing is
  /// known.
  private void zeros() {
    List<Complex> zeros = report.zeros().zeros();
    if (zeros.isEmpty()) {
      line("no finite invariant zeros");
      return;
    }
    line("%s", NumberText.first(MOST_VALUES, zeros));
    int least = -1;
    int unknown = 0;
    String reason = "";
    for (int i = 0; i < zeros.size(); i++) {
      switch (report.zeros().uncertainties().get(i)) {
        case ZeroUncertainty.Within _ -> least = least < 0 || part(i) > part(least) ? i : least;
        case ZeroUncertainty.Unknown u -> {
          unknown++;
          reason = u.words();
        }
      }
    }
    if (least >= 0) {
      line(
          "the least certain of them%s is %s: %s",
          unknown > 0 ? " that can be judged" : "",
          NumberText.complex(zeros.get(least)),
          report.zeros().uncertainties().get(least).words());
    }
    if (unknown > 0) {
      line("for %d of %d, %s", unknown, zeros.size(), reason);
    }
  }

  /// The uncertainty of a zero as a part of its size; of one at the origin as a part of A's.
  private double part(int index) {
    double size = report.zeros().zeros().get(index).modulus();
    double moved = report.zeros().uncertainties().get(index).orInfinity();
    return moved / (size > 0 ? size : Math.max(report.norm(), Double.MIN_NORMAL));
  }

  private void gramians() {
    switch (report.gramians()) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) -> {
        line(
            "condition of the Gramians: controllability %s, observability %s"
                + " (of their equation: %s)",
            NumberText.number(controllability.condition()),
            NumberText.number(observability.condition()),
            NumberText.number(controllability.conditionEstimate()));
        if (controllability.conditionEstimate() > NOTHING_CERTAIN) {
          line("their equation is so ill-conditioned that they are not certain");
        }
      }
      case GramianPairResult.Unstable(String reason) -> line("no Gramians: %s", reason);
    }
  }

  private void hankel() {
    switch (report.hankel()) {
      case HankelSingularValues.Result.Converged(HankelSingularValues hankel) -> {
        line(
            "Hankel singular values %s (each within %s)",
            NumberText.first(MOST_VALUES, hankel.values()),
            NumberText.number(hankel.trustedAbove()));
        if (report.hInfinity() instanceof HInfinityNorm.Finite norm) {
          reduction(hankel.values(), norm.value());
        }
      }
      case HankelSingularValues.Result.Unstable(String reason) ->
          line("no Hankel singular values: %s", reason);
    }
  }

  /// The least order whose error bound, twice the sum of what is cut off, is small.
  private void reduction(double[] hankel, double norm) {
    int order = hankel.length;
    double bound = 0;
    while (order > 1 && bound + 2 * hankel[order - 1] <= SMALL_ERROR * norm) {
      order--;
      bound += 2 * hankel[order];
    }
    if (order < hankel.length) {
      line(
          "balanced truncation to order %d errs by at most %s, within %.0f %% of the H-infinity"
              + " norm",
          order, NumberText.number(bound), 100 * SMALL_ERROR);
      if (bound <= ROUNDING_SHOWS * norm) {
        errorAsStored(order);
      }
    }
  }

  private void errorAsStored(int order) {
    if (ModelReduction.of(report.system())
            instanceof ModelReduction.Result.Balanced(ModelReduction reduction)
        && order <= reduction.numericalOrder()) {
      TruncationError error = TruncationError.of(reduction, order);
      if (error.isChangedByStoring()) {
        line(
            "it errs by %s, and with its matrices rounded to doubles by %s",
            NumberText.number(error.ofTruncation()), NumberText.number(error.asStored()));
      }
    }
  }

  private void gainAtZero() {
    if (report.system().inputs() * report.system().outputs() > MOST_GAINS) {
      return;
    }
    try {
      DMatrixRMaj gain = FrequencyResponse.gainAtZero(report.system());
      line("gain at zero frequency %s", NumberText.matrix(gain));
    } catch (IllegalArgumentException e) {
      line("no gain at zero frequency: %s", String.valueOf(e.getMessage()));
    }
  }

  private void heading(String title) {
    out.println();
    out.println(title);
  }

  private void line(String format, Object... values) {
    out.println("  " + String.format(Locale.ROOT, format, values));
  }
}
