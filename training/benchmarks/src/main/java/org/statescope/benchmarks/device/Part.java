package org.statescope.benchmarks.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// One measurement: a process of its own that prints rows, so that what breaks the device's
/// context, hangs or dies takes no other row with it.
///
/// @param name the row that tells its failure
/// @param seconds the most it may take
record Part(String name, double seconds, List<String> command) {
  private static final double LEAST_SECONDS = 5;

  /// What an ended process wrote is there at once; one that it left behind may hold the output
  /// open.
  private static final long MILLISECONDS_TO_READ_ON = 5000;

  private static final Pattern FRAME = Pattern.compile("\\s+(at .*|\\.\\.\\. \\d+ more)|#\\s*");

  Part {
    command = List.copyOf(command);
  }

  /// Another process of this Java, with its options and classes.
  static Part ofJava(String name, double seconds, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx4g", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Part(name, seconds, command);
  }

  /// Runs it, as long as it may and there is time, and adds its rows, or the reason why there are
  /// none.
  void run(Results results, Deadline deadline) {
    double limit = Math.min(seconds, deadline.left());
    if (limit < LEAST_SECONDS) {
      results.add(Row.failed(name, "not measured: the time was over"));
      return;
    }
    try {
      Path errors = Files.createTempFile("device-benchmark", ".log");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      try {
        boolean ended = read(process, results, limit);
        if (!ended) {
          results.add(Row.failed(name, "not done within %.0f s".formatted(limit)));
        } else if (process.exitValue() != 0) {
          results.add(
              Row.failed(
                  name, "ended with code %d: %s".formatted(process.exitValue(), last(errors))));
        }
      } finally {
        end(process);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      results.add(Row.failed(name, String.valueOf(e.getMessage())));
    }
  }

  /// Reads until the process ends or its time does; whether it ended by itself.
  private static boolean read(Process process, Results results, double limit) throws IOException {
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                    output.lines().forEach(line -> Row.parse(line).ifPresent(results::add));
                  } catch (IOException | UncheckedIOException _) {
                    // A process that is ended closes its output.
                  }
                });
    try {
      boolean ended = process.waitFor((long) (limit * 1e3), TimeUnit.MILLISECONDS);
      end(process);
      reader.join(MILLISECONDS_TO_READ_ON);
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Ends it with all that it started: compilers of PyTorch are many processes.
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// The last line that says something: frames of a stack say little.
  private static String last(Path errors) throws IOException {
    return Files.readString(errors, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
        .reduce((_, line) -> line)
        .orElse("it said nothing");
  }
}
