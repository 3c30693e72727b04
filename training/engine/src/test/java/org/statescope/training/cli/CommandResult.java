package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.statescope.training.experiment.RunWorkers;
import org.statescope.training.trainer.BigramProgram;
import org.statescope.training.trainer.ProgramFactory;
import picocli.CommandLine;

/// What a command printed and how it ended. Runs train a program of the test's own, which takes no
/// time.
record CommandResult(int exitCode, String out, String err) {
  static CommandResult of(Object... arguments) {
    return of(
        (run, threads) -> new BigramProgram(run),
        new WorkerProcesses(TrainerProcess.Bigram.class),
        List.of(arguments));
  }

  /// @param programs make the models that train in this process
  /// @param workers train the runs of experiments
  static CommandResult of(ProgramFactory programs, RunWorkers workers, List<?> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Statescope.commandLine(programs, workers)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] words = arguments.stream().map(Object::toString).toArray(String[]::new);
    return new CommandResult(commandLine.execute(words), out.toString(), err.toString());
  }

  /// Runs a command that must end with this code and one sentence that holds the part.
  static void assertOneSentence(int exitCode, String part, Object... arguments) {
    CommandResult result = of(arguments);
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains(part), result.err());
    assertTrue(result.err().strip().matches(".*[.\\w]"), result.err());
  }
}
