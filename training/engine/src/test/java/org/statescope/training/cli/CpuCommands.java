package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.statescope.training.trainer.CpuTrainingProgram;

/// The command line with models that really train, on one thread.
final class CpuCommands {
  private CpuCommands() {}

  private static CommandResult execute(Object... arguments) {
    return CommandResult.of(
        (run, threads) -> CpuTrainingProgram.create(run, 1),
        new WorkerProcesses(TrainerProcess.class),
        List.of(arguments));
  }

  /// What a command prints that must end well and say nothing of errors.
  static String done(Object... arguments) {
    CommandResult result = execute(arguments);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    assertEquals("", result.err());
    return result.out();
  }

  /// What a command that must end well tells the user beside its result.
  static String remark(Object... arguments) {
    CommandResult result = execute(arguments);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    return result.err();
  }

  /// A command that must end with this code and one sentence that holds the part.
  static void refused(int exitCode, String part, Object... arguments) {
    CommandResult result = execute(arguments);
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains(part), result.err());
  }

  /// Trains a preset for a few steps of two sequences.
  ///
  /// @param more options
  static void train(String preset, Path run, Path text, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--preset", preset, "--run-dir", run));
    words.addAll(List.of("--text", text, "--batch", 2));
    words.addAll(List.of(more));
    done(words.toArray());
  }

  /// A number of a table of measures.
  static double value(String table, String measure) {
    String line = table.lines().filter(each -> each.startsWith(measure)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(measure.length()).strip());
  }
}
