package org.statescope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The physical memory of this process.
public final class ResidentSet {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final double KIBIBYTE = 1024;

  private ResidentSet() {}

  /// The most bytes that were resident at any time so far, libraries and Java's heap included; NaN
  /// where the system does not tell (it does on Linux).
  public static double peakBytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(PEAK)) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) * KIBIBYTE;
      }
    }
    return Double.NaN;
  }
}
