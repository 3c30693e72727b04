package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope runs`: the run folders of a folder, with how far they are.
@Command(
    name = "runs",
    description = "Lists the runs in a folder with their state and best perplexity.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class RunsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = "runs",
      description = "The folder that holds run folders (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("runs");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Statescope.out(spec);
    TextTable table = new TextTable("run", "name", "state", "step", "best perplexity");
    List<String> unreadable = new ArrayList<>();
    List<Path> found = runFolders();
    for (Path path : found) {
      try {
        addRow(table, RunFolder.open(path));
      } catch (IOException e) {
        unreadable.add(Sentences.of(e));
      }
    }
    if (found.isEmpty()) {
      out.printf("There are no runs in %s.%n", folder);
    } else {
      table.print(out);
    }
    unreadable.forEach(spec.commandLine().getErr()::println);
    return unreadable.isEmpty() ? ExitCode.OK : ExitCode.BAD_INPUT;
  }

  private List<Path> runFolders() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new RunFolderException(
          "There is no folder %s: name the folder that holds the runs.".formatted(folder));
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(RunFolder::isRunFolder).sorted().toList();
    }
  }

  private static void addRow(TextTable table, RunFolder run) throws IOException {
    RunStatus status = run.status();
    OptionalDouble best = status.bestValidationPerplexity();
    table.row(
        run.path().getFileName().toString(),
        run.configuration().name(),
        status.isInterrupted() ? "interrupted" : status.state().label(),
        "%d/%d".formatted(status.lastStep(), status.totalSteps()),
        best.isPresent() ? String.format(Locale.ROOT, "%.3f", best.getAsDouble()) : "-");
  }
}
