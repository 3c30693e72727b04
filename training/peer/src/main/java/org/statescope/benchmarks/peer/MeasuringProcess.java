package org.statescope.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.statescope.benchmarks.Figures;

/// Starts a measurement as a process of its own on this one's classpath.
final class MeasuringProcess {
  /// The trainer's flags; JavaCPP frees by scopes, so it need neither count bytes nor be helped by
  /// the collector.
  private static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-Xmx2g",
          "-Dorg.bytedeco.javacpp.maxBytes=0",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

  private MeasuringProcess() {}

  /// Runs `main` to its end and says on the error output how long that took and what it found.
  ///
  /// @param environment variables set in addition
  /// @throws IOException when it fails; the message holds its output
  static Figures run(Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> lines;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      lines = output.readAllLines();
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "%s %s ended with status %d:%n%s"
              .formatted(
                  main.getSimpleName(),
                  String.join(" ", arguments),
                  status,
                  String.join(System.lineSeparator(), lines)));
    }
    Figures figures = Figures.parse(lines);
    System.err.printf(
        "%s %s%s: %d s, %s%n",
        main.getSimpleName(),
        String.join(" ", arguments),
        environment.isEmpty() ? "" : " " + environment,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        figures.values());
    return figures;
  }
}
