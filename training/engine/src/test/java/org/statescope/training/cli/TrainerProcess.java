package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.statescope.training.trainer.BigramProgram;

/// The command line in a process of its own, so that it can be killed, interrupted or starved of
/// disk.
public final class TrainerProcess {
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final Path output;

  private TrainerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /// The real command line with the bigram model: starts in half a second.
  static final class Bigram {
    private Bigram() {}

    public static void main(String[] arguments) {
      System.exit(
          Statescope.commandLine(
                  (run, threads) -> new BigramProgram(run), new WorkerProcesses(Bigram.class))
              .execute(arguments));
    }
  }

  public static List<String> command(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx1g");
    command.add("-XX:-UsePerfData");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  static TrainerProcess start(List<String> command) throws IOException {
    Path output = Files.createTempFile("trainer", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new TrainerProcess(process, output);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL for the process and all that it started.
  void killWithChildren() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /// SIGKILL: nothing of the trainer's own runs any more.
  void kill() {
    process.destroyForcibly();
  }

  /// What a process that ended said, and how it ended.
  public record Ended(int exitCode, List<String> lines) {
    public String text() {
      return String.join("\n", lines);
    }
  }

  public static Ended run(List<String> command) throws IOException, InterruptedException {
    return start(command).await();
  }

  Ended await() throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(output));
    Files.delete(output);
    if (!ended) {
      throw new IllegalStateException("The trainer did not end: " + lines);
    }
    lines.removeIf(line -> line.startsWith("WARNING: "));
    return new Ended(process.exitValue(), lines);
  }
}
