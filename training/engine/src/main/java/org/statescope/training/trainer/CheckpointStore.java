package org.statescope.training.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.SafetensorsException;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.hub.ByteTokenizer;
import org.statescope.training.hub.HuggingFaceConfiguration;
import org.statescope.training.hub.TokenizerConfiguration;
import org.statescope.training.run.BestCheckpoint;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.TokenizerFile;

/// Writes and reads the checkpoints of a run: a Hugging Face-style folder plus what resuming needs.
///
/// The newest `keep` checkpoints stay, and the one with the lowest validation loss; 0 keeps all.
final class CheckpointStore {
  private final RunFolder folder;
  private final ModelConfiguration model;
  private final boolean bytes;
  private final int keep;

  CheckpointStore(RunFolder folder, RunConfiguration configuration) {
    this.folder = folder;
    model = configuration.model();
    bytes = configuration.text().isBytes();
    keep = configuration.keepCheckpoints();
  }

  Checkpoint write(TrainingProgram program, TrainerState state) throws IOException {
    Checkpoint written =
        folder.newCheckpoint(
            state.step(),
            aside -> {
              Checkpoint target = new Checkpoint(state.step(), aside);
              write(program.parameters(), target.model());
              write(program.optimizerState(), target.optimizer());
              RunJson.write(target.modelConfiguration(), HuggingFaceConfiguration.of(model));
              writeTokenizer(aside.resolve(TokenizerFile.FILE_NAME));
              RunJson.write(
                  aside.resolve(TokenizerConfiguration.FILE_NAME), TokenizerConfiguration.FIELDS);
              RunJson.write(target.state(), state);
            });
    removeSuperfluous();
    return written;
  }

  private void writeTokenizer(Path file) throws IOException {
    if (bytes) {
      RunJson.write(file, ByteTokenizer.description());
    } else {
      Files.copy(folder.tokenizer(), file);
    }
  }

  private static void write(List<NamedTensor> tensors, Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    for (NamedTensor tensor : tensors) {
      writer.add(tensor.name(), DType.F32, tensor.shape(), tensor.onHost());
    }
    writer.writeTo(file);
  }

  /// Puts the checkpoint into the program and tells where the run stood.
  TrainerState restore(Checkpoint checkpoint, TrainingProgram program) throws IOException {
    try {
      TrainerState state = state(checkpoint);
      read(checkpoint.model(), program.parameters());
      read(checkpoint.optimizer(), program.optimizerState());
      program.optimizerStep(state.optimizerStep());
      return state;
    } catch (SafetensorsException | NoSuchFileException | RunFolderException e) {
      throw new RunFolderException(
          "The checkpoint %s is damaged (%s): remove its folder and resume from the one before."
              .formatted(checkpoint.path(), e.getMessage()),
          e);
    }
  }

  private static void read(Path file, List<NamedTensor> tensors) throws IOException {
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      for (NamedTensor tensor : tensors) {
        if (!stored.contains(tensor.name())) {
          throw new RunFolderException(
              "the tensor %s is missing in %s".formatted(tensor.name(), file));
        }
        long[] shape = stored.entry(tensor.name()).shape();
        if (!Arrays.equals(shape, tensor.shape())) {
          throw new RunFolderException(
              "%s has shape %s in %s but the model has %s"
                  .formatted(
                      tensor.name(),
                      Arrays.toString(shape),
                      file,
                      Arrays.toString(tensor.shape())));
        }
        tensor.write(stored.readFloats(tensor.name()));
      }
    }
  }

  private static TrainerState state(Checkpoint checkpoint) throws IOException {
    return RunJson.read(checkpoint.state(), TrainerState.class);
  }

  private void removeSuperfluous() throws IOException {
    List<Checkpoint> all = folder.checkpoints();
    if (keep == 0 || all.size() <= keep) {
      return;
    }
    long best = BestCheckpoint.of(all).map(found -> found.checkpoint().step()).orElse(-1L);
    for (Checkpoint old : all.subList(0, all.size() - keep)) {
      if (old.step() != best) {
        folder.removeCheckpoint(old);
      }
    }
  }
}
