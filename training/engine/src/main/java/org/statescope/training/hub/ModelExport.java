package org.statescope.training.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.DurableFiles;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.TokenizerFile;

/// Makes a Hugging Face folder of a checkpoint: its weights and tokenizer, without what only
/// resuming needs. Structures that Hugging Face's library does not have get a program beside them
/// that computes one layer.
public final class ModelExport {
  static final String REFERENCE = "s_mamba_reference.py";

  private ModelExport() {}

  /// Writes the folder, whole or not at all.
  ///
  /// @param checkpoint of a run
  /// @return the model that was written
  /// @throws ModelFolderException in one sentence if there is no checkpoint, or the target is taken
  public static ModelConfiguration write(Path checkpoint, Path target) throws IOException {
    ModelFolder source = ModelFolder.read(checkpoint);
    Checkpoint files = new Checkpoint(0, checkpoint);
    if (!Files.isRegularFile(files.state())) {
      throw new ModelFolderException(
          "The folder %s is no checkpoint of a run (it has no %s): copy it as it is."
              .formatted(checkpoint, files.state().getFileName()));
    }
    requireFree(target);
    ModelConfiguration model = source.description().model();
    DurableFiles.writeFolder(
        target.toAbsolutePath(),
        aside -> {
          for (Path weights : WeightFiles.paths(checkpoint)) {
            Files.copy(weights, aside.resolve(weights.getFileName()));
          }
          RunJson.write(
              aside.resolve(ModelFolder.CONFIGURATION), HuggingFaceConfiguration.of(model));
          copyTokenizer(source, aside);
          if (!HuggingFaceConfiguration.opensInTransformers(model) && model.heads() == null) {
            copyReference(aside.resolve(REFERENCE));
          }
        });
    return model;
  }

  private static void requireFree(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    boolean free = false;
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        free = entries.findAny().isEmpty();
      }
    }
    if (!free) {
      throw new ModelFolderException(
          "There is something in %s already: name a new or empty folder.".formatted(target));
    }
  }

  private static void copyTokenizer(ModelFolder source, Path aside) throws IOException {
    if (!Files.exists(source.tokenizer())) {
      throw new ModelFolderException(
          "The checkpoint %s has lost its %s: copy it back from another checkpoint of its run."
              .formatted(source.path(), source.tokenizer().getFileName()));
    }
    Files.copy(source.tokenizer(), aside.resolve(TokenizerFile.FILE_NAME));
    RunJson.write(aside.resolve(TokenizerConfiguration.FILE_NAME), TokenizerConfiguration.FIELDS);
  }

  private static void copyReference(Path file) throws IOException {
    try (InputStream program = ModelExport.class.getResourceAsStream(REFERENCE)) {
      Files.copy(Objects.requireNonNull(program, REFERENCE), file);
    }
  }
}
