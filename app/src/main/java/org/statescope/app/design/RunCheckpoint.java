package org.statescope.app.design;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunFolder;

/// Finds a checkpoint of a run.
final class RunCheckpoint {
  static final String LAST = "last";

  private RunCheckpoint() {}

  /// @param wanted `last` or a step
  /// @throws IOException in a sentence where the run has no such checkpoint
  static Checkpoint of(Path run, String wanted) throws IOException {
    List<Checkpoint> all = RunFolder.open(run).checkpoints();
    if (all.isEmpty()) {
      throw new IOException(Texts.text("design.noCheckpoint", run.getFileName()));
    }
    if (wanted.isBlank() || wanted.equals(LAST)) {
      return all.getLast();
    }
    return all.stream()
        .filter(checkpoint -> Long.toString(checkpoint.step()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    Texts.text(
                        "design.noSuchCheckpoint",
                        run.getFileName(),
                        wanted,
                        all.stream()
                            .map(checkpoint -> Long.toString(checkpoint.step()))
                            .collect(Collectors.joining(", ")))));
  }
}
