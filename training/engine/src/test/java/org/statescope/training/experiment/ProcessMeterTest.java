package org.statescope.training.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMeterTest {
  private static final int BLOCK = 200_000_000;

  /// The kernel's clock of processor time is coarse.
  private static final double CLOCK_TICKS = 0.1;

  @Test
  @EnabledOnOs(OS.LINUX)
  void thePeakStaysWhenTheMemoryIsGivenBack() {
    ProcessMeter meter = new ProcessMeter(ProcessHandle.current());
    meter.sample();
    long before = meter.peak().orElseThrow();
    assertTrue(before > 10_000_000, "a virtual machine needs more than " + before);
    byte[] block = new byte[BLOCK];
    block[BLOCK - 1] = 1;
    meter.sample();
    assertTrue(meter.peak().orElseThrow() >= before, "a peak never falls, block " + block.length);
    assertTrue(meter.processorsBusyElsewhere().orElseThrow() >= 0);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theTimeThatAProcessUsesIsNotTakenForThatOfOthers() {
    ProcessMeter meter = new ProcessMeter(ProcessHandle.current());
    long begin = System.nanoTime();
    double usedBefore = used();
    double sum = 0;
    while (System.nanoTime() - begin < 1_000_000_000L) {
      sum += Math.sqrt(sum + 1);
    }
    meter.sample();
    double elsewhere = meter.processorsBusyElsewhere().orElseThrow();
    double own = (used() - usedBefore) / ((System.nanoTime() - begin) / 1e9);
    double processors = Runtime.getRuntime().availableProcessors();
    assertTrue(
        elsewhere <= processors - own + CLOCK_TICKS,
        "%s elsewhere and %s own of %s, sum %s".formatted(elsewhere, own, processors, sum));
  }

  private static double used() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }
}
