package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.statescope.training.hub.HuggingFaceConfiguration;
import org.statescope.training.hub.ModelExport;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.ModelConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private ModelCopy copy = new ModelCopy();

  @Override
  public Integer call() throws IOException {
    Path checkpoint = copy.source().path(CheckpointChoice.BEST);
    ModelConfiguration model = ModelExport.write(checkpoint, copy.target());
    Statescope.out(spec)
        .printf(
            "Wrote %s from %s; %s%n",
            copy.target(),
            checkpoint,
            HuggingFaceConfiguration.opensInTransformers(model)
                ? "transformers opens it with AutoModelForCausalLM.from_pretrained."
                : "transformers has no model of this structure, which config.json describes.");
    return ExitCode.OK;
  }
}
