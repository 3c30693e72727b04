package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.statescope.training.run.TokenizerFile;

/// A folder with a language model in Hugging Face's layout: `config.json`, weights as safetensors
/// and, if any, `tokenizer.json`. A checkpoint of a run is one.
///
/// @param description what `config.json` says
public record ModelFolder(Path path, ModelDescription description) {
  static final String CONFIGURATION = "config.json";

  /// Reads the configuration; the weights stay unread.
  ///
  /// @throws ModelFolderException in one sentence if this is no folder of a known model
  public static ModelFolder read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new ModelFolderException(
          "There is no folder %s: name a run, a checkpoint or a model folder with config.json."
              .formatted(path));
    }
    return new ModelFolder(path, ConfigurationFile.read(path.resolve(CONFIGURATION)));
  }

  /// Opens the weights.
  public WeightFiles openWeights() throws IOException {
    return WeightFiles.open(path);
  }

  /// Where the tokenizer is, if there is one.
  public Path tokenizer() {
    return path.resolve(TokenizerFile.FILE_NAME);
  }
}
