package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.gguf.GgufFile;
import org.statescope.analysis.checkpoint.inspect.CheckpointFiles;
import org.statescope.training.run.TokenizerFile;

/// A language model on disk: a folder with `config.json`, weights and, if any, `tokenizer.json`; a
/// file of weights with these beside it; or a GGUF file, which says its configuration itself. A
/// checkpoint of a run is such a folder.
///
/// @param path the folder or file
/// @param description what the configuration says
public record ModelFolder(Path path, ModelDescription description) {
  static final String CONFIGURATION = "config.json";
  private static final String GGUF = ".gguf";

  /// Reads the configuration; the weights stay unread.
  ///
  /// @throws IOException in one sentence if this is no known model
  public static ModelFolder read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new ModelFolderException(
          "There is no folder or file %s: name a run, a checkpoint or a model with its config.json."
              .formatted(path));
    }
    boolean folder = Files.isDirectory(path);
    Path configuration = beside(path, CONFIGURATION);
    if (folder && (Files.exists(configuration) || !hasGguf(path))) {
      return new ModelFolder(path, ConfigurationFile.read(configuration));
    }
    try (TensorSource source = CheckpointFiles.open(path)) {
      return new ModelFolder(
          path,
          source instanceof GgufFile gguf
              ? GgufConfiguration.read(gguf)
              : ConfigurationFile.read(configuration));
    }
  }

  private static boolean hasGguf(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.anyMatch(entry -> entry.toString().endsWith(GGUF));
    }
  }

  private static Path beside(Path path, String name) {
    return Files.isDirectory(path) ? path.resolve(name) : path.resolveSibling(name);
  }

  /// The same weights under another norm.
  public ModelFolder with(GatedNorm norm) {
    return new ModelFolder(path, description.with(norm));
  }

  /// Opens the weights, whose sizes are those of the configuration.
  ///
  /// @throws IOException in one sentence if there are none, or of another model
  public WeightFiles openWeights() throws IOException {
    WeightFiles weights = WeightFiles.open(path);
    try {
      weights.requireSizes(description.model());
      return weights;
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /// Where the configuration is, if there is one.
  Path configuration() {
    return beside(path, CONFIGURATION);
  }

  /// Where the tokenizer is, if there is one.
  public Path tokenizer() {
    return beside(path, TokenizerFile.FILE_NAME);
  }
}
