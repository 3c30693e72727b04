package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.GatedNorm;
import org.statescope.training.hub.ModelDescription;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.UserFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which model a command is about, and which tokens it reads.
final class ModelSource {
  private static final String LIBRARIES = "libraries";

  @Mixin private ModelPlace place = new ModelPlace();

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

  /// What the user named.
  Path named() {
    return place.named();
  }

  boolean namesTokenizer() {
    return tokenizer != null;
  }

  /// Where the weights leave two readings, the one that is taken is told beside the results.
  ModelFolder folder() throws IOException {
    ModelFolder folder = ModelFolder.read(place.path(CheckpointChoice.LAST));
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
