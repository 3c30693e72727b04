package org.statescope.app.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Prints how fast the desktop is, target beside figure, as a Markdown table.
///
/// Properties: `benchmark.rows` is a regular expression that chooses among `lab-start`,
/// `lab-visits`, `lab-live` and `lab-large`; `benchmark.recordings` a folder where the flight
/// recordings are kept; `statescope.home` the folder of the packed launcher.
public final class LabBenchmark {
  static final double LONGEST_TASK = 50;
  static final List<String> HEADLESS = List.of("-Dglass.platform=headless", "-Dprism.order=sw");

  private final PrintStream out;
  private final Path home;
  private final Path folder;

  private LabBenchmark(PrintStream out, Path home, Path folder) {
    this.out = out;
    this.home = home;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Pattern rows = Pattern.compile(System.getProperty("benchmark.rows", ".*"));
    Path home = Path.of(System.getProperty("statescope.home"));
    Path folder = Files.createTempDirectory("statescope-benchmark");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    LabBenchmark benchmark = new LabBenchmark(out, home, folder);
    try {
      out.println("| row | what | target | measured |");
      out.println("|---|---|---|---|");
      if (rows.matcher("lab-start").matches()) {
        benchmark.start();
      }
      if (rows.matcher("lab-visits").matches()) {
        benchmark.visits();
      }
      if (rows.matcher("lab-live").matches()) {
        benchmark.live();
      }
      if (rows.matcher("lab-large").matches()) {
        benchmark.large();
      }
    } finally {
      remove(folder);
    }
  }

  private void start() throws IOException, InterruptedException {
    Path runs = folder.resolve("start-runs");
    try (LiveTraining training = LiveTraining.start(runs)) {
      // Their folders are enough: what trains would take the processor away.
    }
    Times times = StartTimes.measure(home, runs, folder.resolve("start"));
    row(
        "lab-start",
        "process start to a drawn window with the list of 8 runs, median of 5",
        "< 2500 ms",
        "%.0f ms (longest %.0f ms)".formatted(times.median(), times.longest()));
  }

  private void visits() throws IOException, InterruptedException {
    Path runs = folder.resolve("visited-runs");
    Figures figures;
    try (LiveTraining training = LiveTraining.start(runs)) {
      figures = Figures.of(home, VisitScript.class, runs, folder.resolve("visits.json"));
    }
    row(
        "lab-visits",
        "longest task on the JavaFX thread on the first visit of each page, 8 runs training",
        "< 50 ms",
        "%.1f ms (%s)".formatted(figures.get("longest"), VisitScript.words(figures)));
    row(
        "lab-visits",
        "the same before, while the list of runs fills and pages are prepared in idle pulses",
        "–",
        "%.1f ms".formatted(figures.get("waiting")));
  }

  private void live() throws IOException, InterruptedException {
    Path runs = folder.resolve("live-runs");
    Figures figures;
    try (LiveTraining training = LiveTraining.start(runs)) {
      figures = Figures.of(home, LiveScript.class, runs, folder.resolve("live.json"));
    }
    row(
        "lab-live",
        "longest task on the JavaFX thread, 8 runs training, scrubbing, zooming, all pages",
        "< 50 ms",
        "%.1f ms (99.9 %% below %.1f ms, %.0f of %.0f above 50 ms)"
            .formatted(
                figures.get("longest"),
                figures.get("quantile999"),
                figures.get("over50"),
                figures.get("tasks")));
    row(
        "lab-live",
        "median frame of the same gestures",
        "–",
        "%.1f ms".formatted(figures.get("frame")));
  }

  private void large() throws IOException, InterruptedException {
    Path runs = folder.resolve("large-runs");
    BenchmarkRuns.writePoles(runs);
    BenchmarkRuns.writeLong(runs);
    Figures figures = Figures.of(home, LargeScript.class, runs, folder.resolve("large.json"));
    frames(
        "pan and zoom of two maps of %,.0f poles".formatted(figures.get("poles")),
        "poles",
        figures);
    frames(
        "pan and zoom of 5 plots of %d runs × %,d points"
            .formatted(BenchmarkRuns.LONG_RUNS, BenchmarkRuns.LONG_STEPS),
        "curves",
        figures);
    row(
        "lab-large",
        "heap after collection with both open",
        "< 1000 MB",
        "%.0f MB".formatted(figures.get("heap")));
  }

  private void frames(String what, String name, Figures figures) {
    row(
        "lab-large",
        what + ", median frame",
        "< 33 ms",
        "%.1f ms (95 %% below %.1f ms, longest task %.1f ms)"
            .formatted(
                figures.get(name + ".median"),
                figures.get(name + ".quantile95"),
                figures.get(name + ".longestTask")));
  }

  private void row(String row, String what, String target, String measured) {
    out.println(String.format(Locale.ROOT, "| %s | %s | %s | %s |", row, what, target, measured));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
