package org.statescope.analysis.checkpoint.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Inspects a checkpoint in a process of its own, whose heap a test can limit.
final class InspectionProcess {
  private InspectionProcess() {}

  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    Inspection inspection = Inspection.of(Path.of(arguments[0]));
    System.out.printf(
        "%d layers, %d systems each, in %d ms with %d MB of heap%n",
        inspection.layers().size(),
        inspection.layers().getFirst().systems(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        Runtime.getRuntime().totalMemory() >> 20);
  }
}
