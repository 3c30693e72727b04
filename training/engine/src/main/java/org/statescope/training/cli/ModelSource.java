package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.CheckpointChoice;
import org.statescope.training.hub.GatedNorm;
import org.statescope.training.hub.ModelDescription;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.run.UserFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Which model a command is about, and which tokens it reads.
final class ModelSource {
  private static final String LIBRARIES = "libraries";

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A run, one of its checkpoints, or a Mamba or Mamba-2 from outside: a folder with"
              + " config.json (Hugging Face's or the authors') and its weights (safetensors or"
              + " PyTorch, one file or shards), such a file beside its config.json, or a GGUF file"
              + " that is not quantised.")
  private Path model = Path.of("");

  @Option(
      names = "--step",
      paramLabel = "N|best|last",
      defaultValue = CheckpointChoice.LAST,
      description = "Which checkpoint of a run (default: ${DEFAULT-VALUE}).")
  private String step = CheckpointChoice.LAST;

  @Option(
      names = "--tokenizer",
      paramLabel = "bytes|FILE",
      description = "Another tokenizer.json than the model's own, or bytes.")
  private @Nullable String tokenizer;

  @Option(
      names = "--gated-norm",
      paramLabel = "channels|groups",
      description =
          "Whether a Mamba-2 with groups norms its gated output over all channels, as transformers"
              + " does, or over each group, as its authors do (default: all channels where"
              + " config.json is that of transformers).")
  private @Nullable GatedNorm gatedNorm;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// Where the weights leave two readings, the one that is taken is told beside the results.
  ModelFolder folder() throws IOException {
    ModelFolder folder = ModelFolder.read(CheckpointChoice.of(step).in(model));
    if (gatedNorm != null) {
      return folder.with(gatedNorm);
    }
    ModelDescription description = folder.description();
    if (description.hasGroups() && description.gatedNorm() == GatedNorm.CHANNELS) {
      spec.commandLine()
          .getErr()
          .println(
              "The gated output is normed over all channels, as transformers does; for weights that"
                  + " were trained with the authors' code say --gated-norm groups.");
    }
    return folder;
  }

  ModelTokenizer tokenizer(ModelFolder folder) throws IOException {
    return ModelTokenizer.of(folder, tokenizer);
  }

  /// Where the tokenizers library is unpacked.
  static Path libraries() {
    return UserFolder.CACHE.ofUser().resolve(LIBRARIES);
  }
}
