package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The processor in the words of its maker, where the system tells them.
final class DeviceName {
  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String LINUX_MODEL = "model name";

  private DeviceName() {}

  static String ofProcessor() {
    return fromLinux()
        .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .orElse(System.getProperty("os.arch"));
  }

  private static Optional<String> fromLinux() {
    if (!Files.isReadable(LINUX_PROCESSORS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith(LINUX_MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
