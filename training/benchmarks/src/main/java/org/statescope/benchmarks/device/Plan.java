package org.statescope.benchmarks.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// What is measured in which order: the largest models first, the peers of the first of them before
/// smaller ones, compiled peers and lesser kernels last.
final class Plan {
  /// The structures of the targets, in the order in which they are measured.
  static final List<SsmStructure> STRUCTURES =
      List.of(
          SsmStructure.MAMBA,
          SsmStructure.ROUTH_SCHWARZ,
          SsmStructure.SC_MAMBA,
          SsmStructure.MAMBA2);

  private static final int LONG = 1024;
  private static final String FIRST_KERNELS = "(mamba|sc-mamba|routh-schwarz) scan|mamba2 chunks";
  private static final String OTHER_KERNELS = "(?!" + FIRST_KERNELS + ").*";
  private static final double KERNEL_SECONDS = 90;
  private static final double TRAINING_SECONDS = 60;
  private static final double PEER_SECONDS = 75;

  private final String device;
  private final MatrixPrecision precision;
  private final List<RunConfiguration> runs;

  /// @param pattern of the presets
  Plan(String device, MatrixPrecision precision, String pattern) {
    this.device = device;
    this.precision = precision;
    runs =
        Presets.names().stream()
            .filter(name -> name.matches(pattern))
            .map(name -> Presets.get(name).toBuilder().precision(precision).build())
            .flatMap(Plan::lengths)
            .sorted(
                Comparator.comparingLong(Plan::size)
                    .reversed()
                    .thenComparingInt(RunConfiguration::length)
                    .thenComparingInt(Plan::rank))
            .toList();
  }

  /// A preset for cards also at twice its length, with as many tokens to a step.
  private static Stream<RunConfiguration> lengths(RunConfiguration run) {
    return run.length() < LONG
        ? Stream.of(run)
        : Stream.of(run, run.toBuilder().batch(run.batch() / 2).length(2 * run.length()).build());
  }

  private static long size(RunConfiguration run) {
    return (long) run.model().modelWidth() * run.model().layers();
  }

  private static int rank(RunConfiguration run) {
    int at = STRUCTURES.indexOf(run.model().structure());
    return at < 0 ? STRUCTURES.size() : at;
  }

  /// All models in their order.
  List<RunConfiguration> runs() {
    return runs;
  }

  /// The models of the largest size at its first length.
  List<RunConfiguration> first() {
    return runs.stream()
        .filter(run -> size(run) == size(runs.getFirst()))
        .filter(run -> run.length() == runs.getFirst().length())
        .toList();
  }

  /// @param folder for what the parts write
  /// @param peer none where no peers are asked for
  List<Part> parts(Path folder, Optional<DevicePeer> peer) throws IOException {
    List<RunConfiguration> first = runs.isEmpty() ? List.of() : first();
    List<RunConfiguration> others = runs.subList(first.size(), runs.size());
    List<Part> parts = new ArrayList<>();
    parts.add(kernels("kernels", FIRST_KERNELS));
    first.forEach(run -> parts.add(training(run, peer)));
    first.forEach(run -> parts.add(check(run, folder)));
    if (peer.isPresent()) {
      parts.add(peer.get().rates(precision));
      addPeers(parts, peer.get(), first, DevicePeer.EAGER);
    }
    others.forEach(run -> parts.add(training(run, peer)));
    parts.add(kernels("other kernels", OTHER_KERNELS));
    if (peer.isPresent()) {
      addPeers(parts, peer.get(), first, DevicePeer.COMPILE);
      addPeers(parts, peer.get(), others, DevicePeer.EAGER);
      addPeers(parts, peer.get(), others, DevicePeer.COMPILE);
    }
    return parts;
  }

  private Part kernels(String name, String pattern) {
    return Part.ofJava(
        name,
        KERNEL_SECONDS,
        DevicePart.class,
        device,
        precision.label(),
        DevicePart.KERNELS,
        pattern);
  }

  private Part training(RunConfiguration run, Optional<DevicePeer> peer) {
    List<String> written =
        peer.filter(_ -> DevicePeer.has(run)).map(of -> of.exchange(run).toString()).stream()
            .toList();
    return ofRun(DeviceTraining.name(run), DevicePart.TRAINING, run, written);
  }

  private Part check(RunConfiguration run, Path folder) {
    String written = folder.resolve(DeviceCheck.name(run)).toString();
    return ofRun(DeviceCheck.name(run), DevicePart.CHECK, run, List.of(written));
  }

  private Part ofRun(String name, String kind, RunConfiguration run, List<String> written) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                device,
                precision.label(),
                kind,
                run.preset(),
                Integer.toString(run.batch()),
                Integer.toString(run.length())));
    arguments.addAll(written);
    return Part.ofJava(name, TRAINING_SECONDS, DevicePart.class, arguments.toArray(String[]::new));
  }

  private static void addPeers(
      List<Part> parts, DevicePeer peer, List<RunConfiguration> runs, String mode)
      throws IOException {
    for (RunConfiguration run : runs) {
      if (DevicePeer.has(run)) {
        parts.add(peer.training(run, mode, PEER_SECONDS));
      }
    }
  }
}
