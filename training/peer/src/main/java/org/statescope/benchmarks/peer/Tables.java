package org.statescope.benchmarks.peer;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.statescope.benchmarks.Figures;
import org.statescope.benchmarks.ScanTimes;

/// The comparison's tables in Markdown.
final class Tables {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;
  private static final double MILLI = 1e-3;

  private Tables() {}

  /// Our engine. The last column compares with Mamba of the same size.
  static void training(PrintStream out, Figures kernels, Map<String, Figures> own) {
    double machine = kernels.get("product-rate");
    out.printf(
        Locale.ROOT, "Matrix products of 1024³ on this machine: %.1f GFLOP/s%n%n", machine / GIGA);
    head(
        out,
        "model",
        "tokens/s",
        "step ms",
        "steps timed",
        "in matrix products",
        "projections, share of the machine's rate",
        "peak memory MB",
        "garbage KB a step",
        "tokens/s over mamba's");
    own.forEach(
        (name, figures) -> {
          double rate = figures.get("product-operations") / figures.get("seconds");
          Figures mamba = own.get(name.endsWith("-tiny") ? "mamba-tiny" : "mamba-small");
          row(
              out,
              "`" + name + "`",
              format("%,.0f", tokensPerSecond(figures, figures)),
              format("%.1f", figures.get("seconds") / MILLI),
              format("%.0f", figures.get("steps")),
              format("%.0f %%", 100 * figures.get("gemm-share")),
              format("%.0f %%", 100 * rate / machine),
              format("%.0f", figures.get("peak-bytes") / MEGA),
              format("%.1f", figures.get("garbage") * MILLI),
              mamba == null
                  ? "–"
                  : format(
                      "%.2f", tokensPerSecond(figures, figures) / tokensPerSecond(mamba, mamba)));
        });
    out.println();
    head(out, "recurrence of one layer, ms", "forward", "forward and backward");
    for (String preset : ScanTimes.PRESETS) {
      row(
          out,
          "`" + preset + "`",
          format("%.2f", kernels.get(preset + ".forward") / MILLI),
          format("%.2f", kernels.get(preset + ".both") / MILLI));
    }
    out.println();
  }

  /// Whole training steps beside libtorch's.
  static void peers(PrintStream out, List<PeerRow> rows) {
    head(
        out,
        "model",
        "libtorch's way",
        "tokens/s",
        "libtorch",
        "ratio",
        "libtorch keeping memory",
        "ratio",
        "libtorch's steps timed",
        "peak memory MB",
        "libtorch",
        "loss differs by",
        "gradient norm by");
    for (PeerRow row : rows) {
      row(
          out,
          "`" + row.name() + "`",
          row.algorithm().words(),
          format("%,.0f", tokensPerSecond(row.ours(), row.ours())),
          format("%,.0f", tokensPerSecond(row.ours(), row.plain())),
          format("%.1f×", row.ratio()),
          format("%,.0f", tokensPerSecond(row.ours(), row.keeping())),
          format("%.1f×", row.keepingRatio()),
          "%.0f and %.0f".formatted(row.plain().get("steps"), row.keeping().get("steps")),
          format("%.0f", row.ours().get("peak-bytes") / MEGA),
          format("%.0f", row.plain().get("peak-bytes") / MEGA),
          format("%.1e", row.plain().get("loss-difference")),
          format("%.1e", row.plain().get("norm-difference")));
    }
    out.println();
  }

  /// The recurrence of one layer beside libtorch's.
  static void scans(PrintStream out, List<PeerRow> rows) {
    head(
        out,
        "scan forward and backward, batch 8, length 256, 256 channels, order 16",
        "ms",
        "libtorch",
        "ratio",
        "libtorch keeping memory",
        "ratio");
    for (PeerRow row : rows) {
      row(
          out,
          row.algorithm().words(),
          format("%.2f", row.ours().get("seconds") / MILLI),
          format("%.0f", row.plain().get("seconds") / MILLI),
          format("%.1f×", row.ratio()),
          format("%.0f", row.keeping().get("seconds") / MILLI),
          format("%.1f×", row.keepingRatio()));
    }
    out.println();
  }

  private static double tokensPerSecond(Figures step, Figures measured) {
    return step.get("tokens") / measured.get("seconds");
  }

  private static String format(String pattern, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, pattern, value);
  }

  private static void head(PrintStream out, String... cells) {
    row(out, cells);
    out.println("|---".repeat(cells.length) + "|");
  }

  private static void row(PrintStream out, String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }
}
