package org.statescope.training.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
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
  private static final String CANONICAL_REFERENCE = "s_mamba_reference.py";
  private static final String HEADS_REFERENCE = "st_mamba2_reference.py";

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
          Files.copy(files.model(), aside.resolve(files.model().getFileName()));
          RunJson.write(
              aside.resolve(ModelFolder.CONFIGURATION), HuggingFaceConfiguration.of(model));
          copyTokenizer(source, aside);
          Optional<String> reference = reference(model);
          if (reference.isPresent()) {
            copyReference(reference.get(), aside);
          }
        });
    return model;
  }

  /// Refuses a target with something in it.
  ///
  /// @throws ModelFolderException in one sentence
  public static void requireFree(Path target) throws IOException {
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

  /// The program, beside this class, that computes one layer of a model that Hugging Face's library
  /// does not have.
  public static Optional<String> reference(ModelConfiguration model) {
    if (HuggingFaceConfiguration.opensInTransformers(model)) {
      return Optional.empty();
    }
    return Optional.of(model.structure().hasHeads() ? HEADS_REFERENCE : CANONICAL_REFERENCE);
  }

  private static void copyReference(String name, Path folder) throws IOException {
    try (InputStream program = ModelExport.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(program, name), folder.resolve(name));
    }
  }
}
