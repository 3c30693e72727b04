package org.statescope.app.launch;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.RunReading;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunProvenance;
import org.statescope.training.run.event.Tags;

/// Speeds that earlier runs reached on this machine. Only a run of the very model, batch and length
/// on the very device with the same number of threads counts: a guess from another size would be
/// one.
///
/// @param runs the workspace's
record SpeedHistory(Collection<RunEntry> runs) {
  /// A speed and where it is from.
  ///
  /// @param tokensPerSecond the median over the run's steps
  record Known(double tokensPerSecond, String run, LocalDate day) {}

  /// The speed of the newest run that counts.
  ///
  /// @param threads that the new run will compute with; of no meaning but for the processor
  Optional<Known> of(RunConfiguration wanted, Device device, int threads) {
    return runs.stream()
        .filter(
            run -> run.readable().filter(read -> counts(read, wanted, device, threads)).isPresent())
        .max(Comparator.comparing(RunEntry::started))
        .flatMap(SpeedHistory::known);
  }

  private static Optional<Known> known(RunEntry run) {
    OptionalDouble median = run.readable().orElseThrow().curve(Tags.TOKENS_PER_SECOND).median();
    return median.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Known(
                median.getAsDouble(),
                run.label(),
                LocalDate.ofInstant(run.started(), ZoneId.systemDefault())));
  }

  private static boolean counts(
      RunReading.Readable read, RunConfiguration wanted, Device device, int threads) {
    RunConfiguration run = read.manifest().configuration();
    RunProvenance where = read.manifest().provenance();
    return where != null
        && device.isOf(run)
        && where.deviceName().equals(device.description())
        && (!device.isProcessor() || where.threads() == threads)
        && run.model().equals(wanted.model())
        && run.batch() == wanted.batch()
        && run.length() == wanted.length()
        && read.curve(Tags.TOKENS_PER_SECOND).size() > 0;
  }
}
