package org.statescope.benchmarks.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Another tool that computes the same quantities on the same matrices, in a process of its own and
/// on one thread.
///
/// @param title what the tables call it
/// @param packageName the Debian package that brings it
/// @param probe the command that succeeds where it is installed
/// @param command the command that runs a script, whose path and the folder's are appended
/// @param script the name of the script among the resources
record Peer(
    String title, String packageName, List<String> probe, List<String> command, String script) {
  static final Peer SCIPY =
      new Peer(
          "SciPy",
          "python3-scipy",
          List.of("/usr/bin/python3", "-c", "import numpy, scipy.linalg"),
          List.of("/usr/bin/python3"),
          "peer.py");
  static final Peer OCTAVE =
      new Peer(
          "Octave control",
          "octave-control",
          List.of("octave-cli", "-q", "--no-init-file", "--eval", "pkg load control"),
          List.of("octave-cli", "-q", "--no-init-file"),
          "peer.m");

  /// What came of running a peer.
  sealed interface Result {
    /// Its times and its numbers.
    ///
    /// @param times by name, with the order where there is one
    /// @param checks numbers that show that both sides computed the same, by name
    record Measured(Map<String, Times> times, Map<String, Double> checks) implements Result {}

    /// There are no times.
    ///
    /// @param reason a sentence that says what to do
    record Absent(String reason) implements Result {}
  }

  Peer {
    probe = List.copyOf(probe);
    command = List.copyOf(command);
  }

  /// Runs the script on a folder of matrices, see [Matrices].
  Result measure(Path folder) {
    try {
      if (run(probe).code() != 0) {
        return absent();
      }
    } catch (IOException _) {
      return absent();
    }
    try {
      Path file = folder.resolve(script);
      try (InputStream text = Objects.requireNonNull(Peer.class.getResourceAsStream(script))) {
        Files.copy(text, file);
      }
      List<String> words = new ArrayList<>(command);
      words.add(file.toString());
      words.add(folder.toString());
      Output output = run(words);
      if (output.code() != 0) {
        return new Result.Absent(
            "%s ended with code %d: %s".formatted(title, output.code(), output.text().strip()));
      }
      return read(output.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result absent() {
    return new Result.Absent(
        "%s is not installed; the Debian package %s brings it.".formatted(title, packageName));
  }

  private record Output(int code, String text) {}

  private static Output run(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Output(process.waitFor(), text);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + words.getFirst(), e);
    }
  }

  private static Result read(String text) {
    Map<String, Times> times = new HashMap<>();
    Map<String, Double> checks = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 3 && fields[0].equals("check")) {
        checks.put(fields[1], Double.valueOf(fields[2]));
      } else if (fields.length == 3) {
        times.put(
            fields[0], new Times(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
      }
    }
    return new Result.Measured(times, checks);
  }
}
