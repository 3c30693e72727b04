package org.statescope.training.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Measures a process from outside while it lives: the most memory it held, and how busy other
/// programs kept the machine meanwhile. Both come from Linux's `/proc`; elsewhere they are absent.
final class ProcessMeter {
  private static final Path MACHINE = Path.of("/proc/stat");

  /// Fields of the first line of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq,
  /// steal. A virtual machine's stolen time is not its own work.
  private static final int IDLE = 4;

  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  /// The kernel reports these times in hundredths of a second on every usual system.
  private static final double TICKS_PER_SECOND = 100;

  private static final long BYTES_PER_KIBIBYTE = 1024;

  private final ProcessHandle process;
  private final long beginNanos = System.nanoTime();
  private final OptionalDouble busyAtBegin = busySeconds();
  private final Duration usedAtBegin;
  private OptionalLong peakResidentBytes = OptionalLong.empty();
  private Duration used;

  ProcessMeter(ProcessHandle process) {
    this.process = process;
    usedAtBegin = process.info().totalCpuDuration().orElse(Duration.ZERO);
    used = usedAtBegin;
  }

  /// Takes a sample; both figures only grow, so the last sample before the end counts.
  void sample() {
    peakResidentBytes().ifPresent(bytes -> peakResidentBytes = OptionalLong.of(bytes));
    process.info().totalCpuDuration().ifPresent(duration -> used = duration);
  }

  OptionalLong peak() {
    return peakResidentBytes;
  }

  /// Processors that everything but this process kept busy, on average since the begin.
  OptionalDouble processorsBusyElsewhere() {
    OptionalDouble busyNow = busySeconds();
    double seconds = (System.nanoTime() - beginNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    if (busyAtBegin.isEmpty() || busyNow.isEmpty() || seconds <= 0) {
      return OptionalDouble.empty();
    }
    double own = used.minus(usedAtBegin).toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    double all = busyNow.getAsDouble() - busyAtBegin.getAsDouble();
    return OptionalDouble.of(Math.max(0, (all - own) / seconds));
  }

  private OptionalLong peakResidentBytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIBIBYTE)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      // The process ended between the two lines.
      return OptionalLong.empty();
    }
  }

  private static OptionalDouble busySeconds() {
    if (!Files.isReadable(MACHINE)) {
      return OptionalDouble.empty();
    }
    try {
      List<String> fields = List.of(Files.readAllLines(MACHINE).getFirst().split("\\s+"));
      double ticks = 0;
      for (int field = 1; field < STOLEN; field++) {
        if (field != IDLE && field != WAITING) {
          ticks += Long.parseLong(fields.get(field));
        }
      }
      return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return OptionalDouble.empty();
    }
  }
}
