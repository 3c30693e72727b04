package org.statescope.training.edit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.training.hub.ModelExport;
import org.statescope.training.hub.TokenizerConfiguration;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.DurableFiles;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.run.design.DesignHistory;
import org.statescope.training.run.design.DesignStage;
import org.statescope.training.text.corpus.TextDigest;
import tools.jackson.databind.JsonNode;

/// Makes an edited checkpoint of a checkpoint: weights, configuration and tokenizer, with the
/// history of its edits, without what only resuming needs.
public final class CheckpointEdit {
  /// Files that go along as they are, where the source has them.
  private static final List<String> COMPANIONS =
      List.of(
          "config.json",
          "generation_config.json",
          TokenizerFile.FILE_NAME,
          TokenizerConfiguration.FILE_NAME,
          "special_tokens_map.json",
          "s_mamba_reference.py",
          "st_mamba2_reference.py");

  private CheckpointEdit() {}

  /// Writes the folder, whole or not at all.
  ///
  /// - Modified: nothing in the source. Tensors that no edit is about, and rows of systems that no
  ///   edit changed, are the source's to the bit.
  /// - Edge cases: without edits the weights are the source's.
  /// - Tolerance: [DesignStage#largestPoleError] says how far the poles are from the asked ones.
  /// - Cost: reading and writing the weights once, hashing them, and the predictions.
  ///
  /// @param source a folder with `model.safetensors` and `config.json`
  /// @return what was done
  /// @throws IllegalArgumentException in one sentence if the model cannot take an edit
  /// @throws IOException in one sentence if the source cannot be used or the target is taken
  public static DesignStage write(Path source, PoleEdits edits, Path target, EditProgress progress)
      throws IOException {
    ModelExport.requireFree(target);
    try (EditableCheckpoint checkpoint = EditableCheckpoint.open(source)) {
      DesignHistory history = DesignHistory.of(source);
      EditedNetwork edited = EditedNetwork.apply(checkpoint.editable(), edits);
      EditedTensors tensors = EditedTensors.of(checkpoint, edited);
      DesignStage[] stage = new DesignStage[1];
      DurableFiles.writeFolder(
          target.toAbsolutePath(),
          aside -> {
            Path weights = aside.resolve(EditableCheckpoint.WEIGHTS);
            tensors.writeTo(weights);
            for (String name : COMPANIONS) {
              if (Files.exists(source.resolve(name))) {
                Files.copy(source.resolve(name), aside.resolve(name));
              }
            }
            stage[0] = stage(checkpoint, edited, weights, progress);
            history.with(stage[0]).writeTo(aside);
          });
      return stage[0];
    }
  }

  private static DesignStage stage(
      EditableCheckpoint checkpoint, EditedNetwork edited, Path written, EditProgress progress)
      throws IOException {
    return new DesignStage(
        Instant.now(),
        checkpoint.folder().toAbsolutePath().normalize().toString(),
        fingerprint(checkpoint.weights().path()),
        step(checkpoint.folder()),
        edited.edits(),
        EditOutcomes.of(edited, progress),
        RealisedPoles.largestError(written, edited));
  }

  private static String fingerprint(Path file) throws IOException {
    MessageDigest digest = TextDigest.sha256();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static OptionalLong step(Path folder) throws IOException {
    Path state = new Checkpoint(0, folder).state();
    if (!Files.exists(state)) {
      return OptionalLong.empty();
    }
    JsonNode step = RunJson.read(state, JsonNode.class).path("step");
    return step.isIntegralNumber() ? OptionalLong.of(step.longValue()) : OptionalLong.empty();
  }
}
