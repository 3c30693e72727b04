package org.statescope.training.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which checkpoint of a run is meant.
public sealed interface CheckpointChoice {
  String BEST = "best";
  String LAST = "last";

  /// The lowest validation loss of all checkpoints that are kept.
  record Best() implements CheckpointChoice {}

  record Last() implements CheckpointChoice {}

  record Step(long step) implements CheckpointChoice {}

  /// The checkpoint that was chosen.
  ///
  /// @param remark a sentence for the user where the choice is not all that its name says
  record Chosen(Checkpoint checkpoint, Optional<String> remark) {}

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

  /// The chosen checkpoint of a run.
  ///
  /// @throws RunFolderException in one sentence if the run has no such checkpoint, or `best` is
  ///   asked of checkpoints of which none was validated
  default Chosen in(RunFolder run) throws IOException {
    List<Checkpoint> all = run.checkpoints();
    if (all.isEmpty()) {
      throw new RunFolderException(
          "The run %s has no checkpoint yet: wait for its first one.".formatted(run));
    }
    return switch (this) {
      case Last _ -> new Chosen(all.getLast(), Optional.empty());
      case Best _ -> best(run, all);
      case Step(long step) ->
          new Chosen(
              all.stream()
                  .filter(checkpoint -> checkpoint.step() == step)
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new RunFolderException(
                              "The run %s has no checkpoint of step %d: choose best, last or one of %s."
                                  .formatted(run, step, steps(all)))),
              Optional.empty());
    };
  }

  private static Chosen best(RunFolder run, List<Checkpoint> all) throws IOException {
    BestCheckpoint best =
        BestCheckpoint.of(all)
            .orElseThrow(
                () ->
                    new RunFolderException(
                        "No checkpoint of the run %s was validated, so none is the best: choose last or one of %s."
                            .formatted(run, steps(all))));
    Optional<String> remark =
        best.wasBeaten()
            ? Optional.of(
                String.format(
                    Locale.ROOT,
                    "The run's lowest validation loss, %.4f, was at a step of which no checkpoint"
                        + " is kept; the best one that is kept is of step %d with %.4f.",
                    best.lowest(),
                    best.checkpoint().step(),
                    best.loss()))
            : Optional.empty();
    return new Chosen(best.checkpoint(), remark);
  }

  private static String steps(List<Checkpoint> all) {
    return all.stream()
        .map(checkpoint -> Long.toString(checkpoint.step()))
        .collect(Collectors.joining(", "));
  }
}
