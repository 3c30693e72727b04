package org.statescope.app.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// How the trainer is called: the launcher beside the desktop, in a session of its own where the
/// system has `setsid`, so that Ctrl-C in the desktop's terminal does not reach it.
public final class TrainerCommand {
  static final String OUTPUT = "trainer-output.txt";
  private static final long POLL_MILLIS = 100;

  private static final String THREADS_VARIABLE = "OMP_NUM_THREADS";
  private static final String NOTHING_SAID = "—";

  private final Path home;
  private final Optional<Path> setsid;

  /// @param home the folder that holds `bin/statescope`
  public TrainerCommand(Path home) {
    this(home, program("setsid"));
  }

  TrainerCommand(Path home, Optional<Path> setsid) {
    this.home = home;
    this.setsid = setsid;
  }

  /// The command beside this desktop, named by the system property `statescope.home`.
  public static Optional<TrainerCommand> beside() {
    return Optional.ofNullable(System.getProperty("statescope.home"))
        .map(home -> new TrainerCommand(Path.of(home)));
  }

  /// Starts a trainer that begins or carries on the run.
  ///
  /// It gets all cores, also beside another one, unless the user chose a number: its results are
  /// the same to the bit only for the same number of threads, and a run that is carried on must not
  /// depend on its company.
  ///
  /// @param threads of a run that begins; 0 for all. One that is carried on keeps its number
  Process start(Path runFolder, int threads) throws IOException {
    Path program = program();
    if (!Files.isExecutable(program)) {
      throw new IOException(
          "The trainer "
              + program
              + " is missing: build Statescope again (mvn package), or start training by hand.");
    }
    File output = runFolder.resolve(OUTPUT).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(line(runFolder))
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    limit(builder, threads);
    return builder.start();
  }

  /// The JSON that the command line answers to these arguments; waits for its end, and ends it when
  /// interrupted.
  ///
  /// @param threads of the processor; 0 for all
  /// @throws IOException with what it said, if it ends by an error
  String askForJson(int threads, String... arguments) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("statescope-answer", ".json");
    Path errors = Files.createTempFile("statescope-errors", ".txt");
    List<String> line = new ArrayList<>();
    line.add(program().toString());
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectOutput(answer.toFile())
            .redirectError(errors.toFile());
    limit(builder, threads);
    try {
      Process process = builder.start();
      try {
        if (process.waitFor() != 0) {
          throw new IOException(Files.readString(errors).lines().findFirst().orElse(NOTHING_SAID));
        }
      } finally {
        process.destroy();
      }
      return Files.readString(answer);
    } finally {
      Files.deleteIfExists(answer);
      Files.deleteIfExists(errors);
    }
  }

  private static void limit(ProcessBuilder builder, int threads) {
    if (threads > 0) {
      builder.environment().put(THREADS_VARIABLE, Integer.toString(threads));
    }
  }

  /// What the command line answers to these arguments, on both of its streams; waits for its end.
  ///
  /// @throws IOException with its first line, if it ends by an error
  public String ask(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(program().toString());
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line)
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectErrorStream(true)
            .start();
    try {
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException(answer.lines().findFirst().orElse(NOTHING_SAID));
      }
      return answer;
    } finally {
      process.destroy();
    }
  }

  /// Runs the command line and tells each line that it writes, until it ends.
  ///
  /// @param output file for both of its streams
  /// @param taker gets the newest line, now and then
  /// @param cancelled whether to end it before its time
  /// @throws IOException with its last line, if it ends by an error
  /// @throws CancellationException if it was cancelled
  public void follow(
      List<String> arguments, Path output, Consumer<String> taker, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(program().toString());
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line)
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException();
        }
        lastLine(output).ifPresent(taker);
      }
      if (process.exitValue() != 0) {
        throw new IOException(lastLine(output).orElse("—"));
      }
    } finally {
      process.destroy();
    }
  }

  private static Optional<String> lastLine(Path output) throws IOException {
    List<String> lines =
        Files.readString(output)
            .lines()
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
  }

  List<String> line(Path runFolder) {
    List<String> line = new ArrayList<>();
    setsid.ifPresent(path -> line.add(path.toString()));
    line.add(program().toString());
    line.add("resume");
    line.add(runFolder.toString());
    return line;
  }

  private Path program() {
    return home.resolve("bin").resolve(isWindows() ? "statescope.bat" : "statescope");
  }

  private static File nothing() {
    return new File(isWindows() ? "NUL" : "/dev/null");
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  private static Optional<Path> program(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
