package org.statescope.benchmarks.analysis;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.network.Census;
import org.statescope.analysis.network.CensusMonitor;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.structure.Staircase;

/// The same quantities of the same matrices by the analysis module, by SciPy and by Octave's
/// control package, one after the other on one thread each.
final class SideBySide {
  private final PrintStream out;
  private final List<StateSpace> systems;
  private final SsmNetwork network;
  private final double tolerance;

  /// Keeps the compiler from removing work whose result nobody reads.
  private volatile Object kept = "";

  /// @param tolerance the census' share below which a state counts as negligible
  SideBySide(PrintStream out, List<StateSpace> systems, SsmNetwork network, double tolerance) {
    this.out = out;
    this.systems = systems;
    this.network = network;
    this.tolerance = tolerance;
  }

  void print() throws IOException {
    Path folder = Files.createTempDirectory("statescope-benchmark");
    try {
      for (StateSpace system : systems) {
        Matrices.write(folder, system);
      }
      Matrices.write(folder, network);
      Peer.Result scipy = Peer.SCIPY.measure(folder);
      Peer.Result octave = Peer.OCTAVE.measure(folder);
      singleSystems(scipy, octave);
      census(scipy);
    } finally {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void singleSystems(Peer.Result scipy, Peer.Result octave) {
    out.println("One thread each; best of a second of runs, median in brackets, milliseconds.");
    absence(scipy);
    absence(octave);
    out.println();
    out.println("| one system | n | Statescope | SciPy | ratio | Octave control | ratio |");
    out.println("|---|---|---|---|---|---|---|");
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("poles", "poles");
    titles.put("controllable", "controllable?");
    titles.put("observable", "observable?");
    titles.put("gramians", "both Gramians");
    titles.put("hankel", "Hankel values");
    titles.put("together", "poles, both verdicts, both Gramians, Hankel values");
    titles.forEach(
        (key, title) -> {
          for (StateSpace system : systems) {
            Times ours = Times.of(work(key, system));
            String name = key + " " + system.order();
            out.printf("| %s | %d | %s |", title, system.order(), cell(ours));
            peerCells(scipy, name, ours);
            peerCells(octave, name, ours);
            out.println();
          }
        });
    out.println();
    for (StateSpace system : systems) {
      double ours = largestHankelValue(system);
      agreement("SciPy", scipy, String.valueOf(system.order()), ours);
      agreement("Octave", octave, String.valueOf(system.order()), ours);
    }
    out.println();
  }

  private Runnable work(String key, StateSpace system) {
    return switch (key) {
      case "poles" -> () -> kept = Poles.of(system);
      case "controllable" -> () -> kept = Staircase.controllability(system.a(), system.b());
      case "observable" -> () -> kept = Staircase.observability(system.a(), system.c());
      case "gramians" -> () -> kept = Gramians.both(system);
      case "hankel" -> () -> kept = HankelSingularValues.of(system);
      case "together" ->
          () -> {
            kept = Poles.of(system);
            kept = Staircase.controllability(system.a(), system.b());
            kept = Staircase.observability(system.a(), system.c());
            kept = HankelSingularValues.of(system);
          };
      default -> throw new IllegalArgumentException("no quantity is called " + key);
    };
  }

  private void census(Peer.Result numpy) {
    out.printf(
        "| census of %d systems, milliseconds | Statescope | NumPy, one thread | ratio |%n",
        network.systems());
    out.println("|---|---|---|---|");
    int cores = Runtime.getRuntime().availableProcessors();
    for (int threads = 1; threads <= cores; threads *= 2) {
      int count = threads;
      Times ours =
          Times.of(
              () ->
                  kept =
                      Census.take(
                          network, tolerance, count, block -> kept = block, CensusMonitor.NONE));
      out.printf("| %d thread%s | %s |", threads, threads == 1 ? "" : "s", cell(ours));
      peerCells(numpy, "census", ours);
      out.println();
    }
    if (numpy instanceof Peer.Result.Measured(Map<String, Times> times, var _)) {
      Times part = times.get("census without hankel");
      out.printf("| without the Hankel values | – | %s | – |%n", part == null ? "–" : cell(part));
    }
    out.println();
    double sum =
        Census.blocks(network, tolerance, cores).stream()
            .mapToDouble(
                block -> {
                  int order = block.order();
                  double[] values = block.hankelSingularValues();
                  double largest = 0;
                  for (int i = 0; i < block.count(); i++) {
                    largest += values[i * order];
                  }
                  return largest;
                })
            .sum();
    agreement("NumPy", numpy, "census", sum);
    out.println();
  }

  private void absence(Peer.Result result) {
    if (result instanceof Peer.Result.Absent(String reason)) {
      out.println(reason);
    }
  }

  private void peerCells(Peer.Result result, String name, Times ours) {
    switch (result) {
      case Peer.Result.Absent _ -> out.print(" – | – |");
      case Peer.Result.Measured measured -> {
        Times theirs = measured.times().get(name);
        if (theirs == null) {
          out.print(" – | – |");
        } else {
          out.printf(" %s | %.2f |", cell(theirs), ours.best() / theirs.best());
        }
      }
    }
  }

  private void agreement(String title, Peer.Result result, String name, double ours) {
    if (result instanceof Peer.Result.Measured measured && measured.checks().containsKey(name)) {
      double theirs = measured.checks().get(name);
      out.printf(
          "%s, %s: the largest Hankel values agree to %.1g, relative.%n",
          title, name, Math.abs(ours - theirs) / ours);
    }
  }

  private static double largestHankelValue(StateSpace system) {
    return switch (HankelSingularValues.of(system)) {
      case HankelSingularValues.Result.Converged(HankelSingularValues hankel) -> hankel.values()[0];
      case HankelSingularValues.Result.Unstable(String reason) ->
          throw new IllegalStateException(reason);
    };
  }

  private static String cell(Times times) {
    return "%.3g (%.3g)".formatted(times.best(), times.median());
  }
}
