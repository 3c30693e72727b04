package org.statescope.benchmarks.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.statescope.benchmarks.Figures;
import org.statescope.benchmarks.OwnKernels;
import org.statescope.benchmarks.OwnTraining;
import org.statescope.training.run.Presets;

/// Trains every tiny and small preset by our engine, those that have a peer by libtorch too, and
/// prints the tables of both.
///
/// The property `benchmark.rows` is a regular expression that chooses among the presets and `scan`.
public final class Comparison {
  private static final Pattern MEASURED = Pattern.compile(".*-(tiny|small)");
  private static final Pattern SELECTIVE = Pattern.compile("mamba-(tiny|small)");
  private static final Pattern DUAL = Pattern.compile("mamba2-(tiny|small)");
  private static final String SCAN = "scan";

  /// The most by which the losses of one model and batch may differ, in nats, and their gradient
  /// norms relatively: float32 sums of other orders stay far below, another formula does not.
  private static final double SAME_LOSS = 1e-4;

  private static final double SAME_NORM = 1e-3;

  /// With these the C library keeps freed memory instead of returning it to the system, which
  /// libtorch would fault in anew for every tensor.
  private static final Map<String, String> KEEPING_MEMORY =
      Map.of("MALLOC_MMAP_MAX_", "0", "MALLOC_TRIM_THRESHOLD_", "100000000000");

  private final Pattern rows;
  private final Path folder;
  private final Map<String, Figures> own = new LinkedHashMap<>();
  private final List<PeerRow> peers = new ArrayList<>();
  private final List<PeerRow> scans = new ArrayList<>();

  private Comparison(Pattern rows, Path folder) {
    this.rows = rows;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Pattern rows = Pattern.compile(System.getProperty("benchmark.rows", ".*"));
    Path folder = Files.createTempDirectory("statescope-benchmark");
    try {
      new Comparison(rows, folder).run(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    } finally {
      remove(folder);
    }
  }

  private void run(PrintStream out) throws IOException, InterruptedException {
    List<String> presets =
        Presets.names().stream()
            .filter(MEASURED.asMatchPredicate().and(rows.asMatchPredicate()))
            .toList();
    if (presets.isEmpty() && !rows.matcher(SCAN).matches()) {
      throw new IllegalArgumentException(
          "The expression '%s' chooses neither %s nor a tiny or small preset of %s."
              .formatted(rows, SCAN, Presets.names()));
    }
    Figures kernels = MeasuringProcess.run(Map.of(), OwnKernels.class);
    for (String preset : presets) {
      train(preset);
    }
    Tables.training(out, kernels, own);
    Tables.peers(out, peers);
    if (rows.matcher(SCAN).matches()) {
      for (Algorithm algorithm : List.of(Algorithm.SEQUENTIAL, Algorithm.PARALLEL)) {
        scans.add(
            new PeerRow(
                SCAN,
                algorithm,
                new Figures(Map.of("seconds", kernels.get("mamba-tiny.both"))),
                MeasuringProcess.run(Map.of(), PeerScan.class, algorithm.name()),
                MeasuringProcess.run(KEEPING_MEMORY, PeerScan.class, algorithm.name())));
      }
      Tables.scans(out, scans);
    }
  }

  private void train(String preset) throws IOException, InterruptedException {
    Path weights = folder.resolve(preset + ".safetensors");
    Figures ours = MeasuringProcess.run(Map.of(), OwnTraining.class, preset, weights.toString());
    own.put(preset, ours);
    for (Algorithm algorithm : algorithms(preset)) {
      Figures plain = peer(Map.of(), preset, weights, algorithm);
      Figures keeping = peer(KEEPING_MEMORY, preset, weights, algorithm);
      peers.add(new PeerRow(preset, algorithm, ours, plain, keeping));
    }
    Files.delete(weights);
  }

  private static List<Algorithm> algorithms(String preset) {
    if (SELECTIVE.matcher(preset).matches()) {
      return List.of(Algorithm.SEQUENTIAL, Algorithm.PARALLEL);
    }
    return DUAL.matcher(preset).matches() ? List.of(Algorithm.CHUNKED) : List.of();
  }

  private static Figures peer(
      Map<String, String> environment, String preset, Path weights, Algorithm algorithm)
      throws IOException, InterruptedException {
    Figures figures =
        MeasuringProcess.run(
            environment,
            PeerTraining.class,
            weights.toString(),
            algorithm.name(),
            firstStep(environment).name());
    if (!(figures.get("loss-difference") <= SAME_LOSS)
        || !(figures.get("norm-difference") <= SAME_NORM)) {
      throw new IllegalStateException(
          "The peer of %s (%s) is another model: its loss differs by %.2e, its gradient norm by a share of %.2e."
              .formatted(
                  preset,
                  algorithm.words(),
                  figures.get("loss-difference"),
                  figures.get("norm-difference")));
    }
    return figures;
  }

  private static PeerTraining.FirstStep firstStep(Map<String, String> environment) {
    return environment.isEmpty()
        ? PeerTraining.FirstStep.MAY_COUNT
        : PeerTraining.FirstStep.WARMS_UP;
  }

  private static void remove(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
