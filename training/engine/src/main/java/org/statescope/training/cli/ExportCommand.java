package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.statescope.training.hub.CheckpointChoice;
import org.statescope.training.hub.HuggingFaceConfiguration;
import org.statescope.training.hub.ModelExport;
import org.statescope.training.run.ModelConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope export`: a checkpoint as a Hugging Face folder.
@Command(
    name = "export",
    description =
        "Writes a checkpoint as a Hugging Face folder. Mamba and Mamba-2 open in transformers"
            + " unchanged; other structures carry a program that computes one layer.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RUN_OR_CHECKPOINT",
      description = "A run folder, or one of its checkpoints.")
  private Path source = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "The folder to write, new or empty.")
  private Path target = Path.of("");

  @Option(
      names = "--step",
      paramLabel = "N|best|last",
      defaultValue = CheckpointChoice.BEST,
      description = "Which checkpoint of a run (default: ${DEFAULT-VALUE}).")
  private String step = CheckpointChoice.BEST;

  @Override
  public Integer call() throws IOException {
    Path checkpoint = CheckpointChoice.of(step).in(source);
    ModelConfiguration model = ModelExport.write(checkpoint, target);
    Statescope.out(spec)
        .printf(
            "Wrote %s from %s; %s%n",
            target,
            checkpoint,
            HuggingFaceConfiguration.opensInTransformers(model)
                ? "transformers opens it with AutoModelForCausalLM.from_pretrained."
                : "transformers has no model of this structure, which config.json describes.");
    return ExitCode.OK;
  }
}
