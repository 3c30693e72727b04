package org.statescope.training.edit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
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
import org.statescope.training.hub.LayoutConfiguration;
import org.statescope.training.hub.LayoutTensors;
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
          "generation_config.json",
          TokenizerFile.FILE_NAME,
          TokenizerConfiguration.FILE_NAME,
          "special_tokens_map.json",
          "s_mamba_reference.py",
          "st_mamba2_reference.py");

  private static final long CHUNK = 1 << 20;

  private CheckpointEdit() {}

  /// Writes the folder, whole or not at all: one `model.safetensors` and `config.json` in Hugging
  /// Face's layout, whatever the layout of the source.
  ///
  /// - Modified: nothing in the source. Tensors that no edit is about, and rows of systems that no
  ///   edit changed, are the source's to the bit.
  /// - Edge cases: without edits the weights are the source's.
  /// - Tolerance: [DesignStage#largestPoleError] says how far the poles are from the asked ones.
  /// - Cost: reading and writing the weights once, hashing them, and the predictions.
  ///
  /// @param source a folder or file that [org.statescope.training.hub.ModelFolder] reads
  /// @param progress is told of the predictions, and of tensors that get more bits than they had
  /// @return what was done
  /// @throws IllegalArgumentException in one sentence if the model cannot take an edit
  /// @throws IOException in one sentence if the source cannot be used or the target is taken
  public static DesignStage write(Path source, PoleEdits edits, Path target, EditProgress progress)
      throws IOException {
    ModelExport.requireFree(target);
    try (EditableCheckpoint checkpoint = EditableCheckpoint.open(source)) {
      Path home = checkpoint.folder();
      DesignHistory history = DesignHistory.of(home);
      EditedNetwork edited = EditedNetwork.apply(checkpoint.editable(), edits);
      EditedTensors tensors = EditedTensors.of(checkpoint, edited);
      tensors.widened().forEach((name, type) -> progress.widened(name, type.name()));
      DesignStage[] stage = new DesignStage[1];
      DurableFiles.writeFolder(
          target.toAbsolutePath(),
          aside -> {
            Path weights = aside.resolve(EditableCheckpoint.WEIGHTS);
            tensors.writeTo(weights);
            LayoutConfiguration.copy(checkpoint.source(), checkpoint.weights(), aside);
            for (String name : COMPANIONS) {
              if (Files.exists(home.resolve(name))) {
                Files.copy(home.resolve(name), aside.resolve(name));
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
        checkpoint.source().path().toAbsolutePath().normalize().toString(),
        fingerprint(checkpoint.weights()),
        step(checkpoint.folder()),
        edited.edits(),
        EditOutcomes.of(edited, progress),
        RealisedPoles.largestError(written, edited));
  }

  /// Of the file of the weights; of shards, of all tensors in the order of their index.
  private static String fingerprint(LayoutTensors weights) throws IOException {
    MessageDigest digest = TextDigest.sha256();
    if (weights.isSharded()) {
      for (String name : weights.names()) {
        MemorySegment data = weights.entry(name).data();
        for (long from = 0; from < data.byteSize(); from += CHUNK) {
          digest.update(data.asSlice(from, Math.min(CHUNK, data.byteSize() - from)).asByteBuffer());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    }
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(weights.path()), digest)) {
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
