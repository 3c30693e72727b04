package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.CheckpointChoice;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.run.UserFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  ModelFolder folder() throws IOException {
    return ModelFolder.read(CheckpointChoice.of(step).in(model));
  }

  ModelTokenizer tokenizer(ModelFolder folder) throws IOException {
    return ModelTokenizer.of(folder, tokenizer);
  }

  /// Where the tokenizers library is unpacked.
  static Path libraries() {
    return UserFolder.CACHE.ofUser().resolve(LIBRARIES);
  }
}
