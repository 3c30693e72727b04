package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelTokenizer;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.UserFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which model a command is about, and which tokens it reads.
final class ModelSource {
  private static final String LIBRARIES = "libraries";

  @Mixin private ModelPlace place = new ModelPlace();

  @Option(
      names = "--tokenizer",
      paramLabel = "bytes|FILE",
      description = "Another tokenizer.json than the model's own, or bytes.")
  private @Nullable String tokenizer;

  /// What the user named.
  Path named() {
    return place.named();
  }

  boolean namesTokenizer() {
    return tokenizer != null;
  }

  ModelFolder folder() throws IOException {
    return ModelFolder.read(place.path(CheckpointChoice.LAST));
  }

  ModelTokenizer tokenizer(ModelFolder folder) throws IOException {
    return ModelTokenizer.of(folder, tokenizer);
  }

  /// Where the tokenizers library is unpacked.
  static Path libraries() {
    return UserFolder.CACHE.ofUser().resolve(LIBRARIES);
  }
}
