package org.statescope.training.cli;

import java.io.PrintWriter;
import org.statescope.training.experiment.RunWorkers;
import org.statescope.training.trainer.ProgramFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line's entry point: `statescope` with arguments.
@Command(
    name = "statescope",
    description =
        "Trains and runs state-space sequence models. Without arguments: opens the desktop lab.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class,
    sortOptions = false,
    footerHeading = "%nExit status:%n",
    footer = {
      "    0  done",
      "    2  wrong use: an unknown option, preset or value",
      "    3  bad input: the text, run folder, model, system or checkpoint cannot be used",
      "    4  the run failed; its status and log.txt say why",
      "  130  ended by Ctrl-C, with a checkpoint (143: by SIGTERM)"
    })
public final class Statescope implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Statescope() {}

  public static void main(String[] arguments) {
    System.exit(
        commandLine(Devices::create, new WorkerProcesses(Statescope.class)).execute(arguments));
  }

  /// The whole command line.
  ///
  /// @param programs make the models that train in this process
  /// @param workers train the runs of experiments, in processes of their own
  public static CommandLine commandLine(ProgramFactory programs, RunWorkers workers) {
    CommandLine commandLine =
        new CommandLine(new Statescope())
            .addSubcommand(new TrainCommand(programs))
            .addSubcommand(new ResumeCommand(programs))
            .addSubcommand(new PresetsCommand())
            .addSubcommand(new DevicesCommand())
            .addSubcommand(new EstimateCommand(programs))
            .addSubcommand(new RunsCommand())
            .addSubcommand(new ExperimentCommand(workers))
            .addSubcommand(new AnalyseCommand())
            .addSubcommand(new InspectCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new EditCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new GenerateCommand())
            .addSubcommand(new TraceCommand());
    commandLine.setParameterExceptionHandler(Sentences::usage);
    commandLine.setExecutionExceptionHandler(Sentences::execution);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name a command: " + Sentences.subcommands(spec.commandLine()) + ".");
  }

  /// Where a command writes what its user asked for.
  static PrintWriter out(CommandSpec spec) {
    return spec.commandLine().getOut();
  }
}
