package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunFolder;

/// Which checkpoint of a run is meant.
public sealed interface CheckpointChoice {
  String BEST = "best";
  String LAST = "last";

  /// The lowest validation loss; the last one if none was validated.
  record Best() implements CheckpointChoice {}

  record Last() implements CheckpointChoice {}

  record Step(long step) implements CheckpointChoice {}

  /// Reads `best`, `last` or a step.
  ///
  /// @throws IllegalArgumentException in one sentence
  static CheckpointChoice of(String text) {
    return switch (text) {
      case BEST -> new Best();
      case LAST -> new Last();
      default -> {
        try {
          yield new Step(Long.parseLong(text));
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              "There is no checkpoint '%s': choose best, last or a step.".formatted(text), e);
        }
      }
    };
  }

  /// The model folder that is meant: the chosen checkpoint of a run folder, or any other folder
  /// itself.
  ///
  /// @throws ModelFolderException in one sentence if the run has no such checkpoint
  default Path in(Path runOrModel) throws IOException {
    if (!RunFolder.isRunFolder(runOrModel)) {
      return runOrModel;
    }
    List<Checkpoint> all = RunFolder.open(runOrModel).checkpoints();
    if (all.isEmpty()) {
      throw new ModelFolderException(
          "The run %s has no checkpoint yet: wait for its first one.".formatted(runOrModel));
    }
    return switch (this) {
      case Last _ -> all.getLast().path();
      case Best _ -> BestCheckpoint.of(all).orElse(all.getLast()).path();
      case Step(long step) ->
          all.stream()
              .filter(checkpoint -> checkpoint.step() == step)
              .findFirst()
              .orElseThrow(() -> noSuchStep(runOrModel, step, all))
              .path();
    };
  }

  private static ModelFolderException noSuchStep(Path run, long step, List<Checkpoint> all) {
    return new ModelFolderException(
        "The run %s has no checkpoint of step %d: choose best, last or one of %s."
            .formatted(
                run,
                step,
                all.stream()
                    .map(checkpoint -> Long.toString(checkpoint.step()))
                    .collect(Collectors.joining(", "))));
  }
}
