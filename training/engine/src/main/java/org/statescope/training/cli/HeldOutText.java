package org.statescope.training.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunProvenance;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.token.TokenDecoder;
import org.statescope.training.trainer.TokenBatch;

/// The tokens that a run holds out, in the batches that its trainer validates on: at most
/// `evaluation_batches` of them, spread evenly over the end of the text, see
/// [org.statescope.training.text.ValidationBatches]. A mean over them is what the trainer records.
///
/// @param configuration of the run
/// @param batches what the trainer validates on
/// @param tokens all tokens that are held out
/// @param tokenizer the run's, or null for bytes
record HeldOutText(
    RunConfiguration configuration,
    List<TokenBatch> batches,
    long tokens,
    @Nullable TokenizerFile tokenizer) {

  /// Reads the text of a run and cuts it as its trainer does.
  ///
  /// @param place a run folder, or a checkpoint inside one
  /// @throws IOException in one sentence if it is neither, or the text is no longer the one that
  ///   the run began with
  static HeldOutText of(Path place) throws IOException {
    RunFolder run = RunFolder.open(run(place));
    RunConfiguration configuration = run.configuration();
    TokenizerFile tokenizer =
        configuration.text().isBytes() ? null : TokenizerFile.read(run.tokenizer());
    TrainingText text =
        TrainingText.read(configuration, tokenizer, PreparationMonitor.NONE, notice -> {});
    RunProvenance known = run.manifest().provenance();
    if (known != null) {
      text.requireTextOf(run, known);
    }
    return new HeldOutText(
        configuration, text.data().validation(), text.heldOutTokens(), tokenizer);
  }

  private static Path run(Path place) throws IOException {
    if (RunFolder.isRunFolder(place)) {
      return place;
    }
    Path checkpoints = place.toAbsolutePath().normalize().getParent();
    Path run = checkpoints == null ? null : checkpoints.getParent();
    if (run == null || !RunFolder.isRunFolder(run)) {
      throw new ModelFolderException(
          "%s is no run and no checkpoint of one, so it holds out no text: name the run with --held-out-of."
              .formatted(place));
    }
    return run;
  }

  /// Refuses a model that does not read this run's tokens.
  void requireModel(ModelFolder folder) throws ModelFolderException {
    int own = folder.description().model().vocabularySize();
    int needed = configuration.model().vocabularySize();
    if (own != needed) {
      throw new ModelFolderException(
          "The model in %s has %d tokens but the run that held out the text has %d: they do not read the same tokens."
              .formatted(folder.path(), own, needed));
    }
  }

  int length() {
    return configuration.length();
  }

  long predictions() {
    return batches.stream().mapToLong(TokenBatch::predictions).sum();
  }

  /// Bytes of the text that the predicted tokens stand for.
  long bytes() throws IOException {
    if (tokenizer == null) {
      return predictions();
    }
    long bytes = 0;
    try (TokenDecoder decoder = TokenDecoder.of(tokenizer, ModelSource.libraries())) {
      for (TokenBatch batch : batches) {
        for (int row = 0; row < batch.batch(); row++) {
          for (int t = 0; t < batch.length(); t++) {
            bytes += size(decoder.next(batch.target(row, t)));
          }
        }
      }
      return bytes + size(decoder.finish());
    }
  }

  private static long size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// What is evaluated, in a sentence.
  String words() {
    int batch = batches.getFirst().batch();
    return "Validated as the run does, on %d batches of %d × %d tokens of the %d that it holds out."
        .formatted(batches.size(), batch, length(), tokens);
  }
}
