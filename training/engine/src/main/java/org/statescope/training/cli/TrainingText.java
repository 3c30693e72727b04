package org.statescope.training.cli;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.RunProvenance;
import org.statescope.training.run.TokenizerException;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.run.UserFolder;
import org.statescope.training.text.Corpora;
import org.statescope.training.text.Corpus;
import org.statescope.training.text.SplitText;
import org.statescope.training.text.TrainingBatches;
import org.statescope.training.text.ValidationBatches;
import org.statescope.training.text.cache.TokenCache;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.trainer.TrainingData;

/// A run's text, read and checked against the run's sizes.
///
/// @param heldOutTokens at the end of the text
record TrainingText(Corpus corpus, TrainingData data, long heldOutTokens) {
  private static final String TOKENS = "tokens";

  /// Reads a text whose reading nobody watches, through the tokenizer that the run names.
  ///
  /// @throws org.statescope.training.text.corpus.TextException in one sentence, if the run cannot
  ///   learn from its text
  static TrainingText read(RunConfiguration run) throws IOException {
    TokenizerFile tokenizer =
        run.text().isBytes() ? null : TokenizerFile.read(run.text().tokenizer());
    return read(run, tokenizer, PreparationMonitor.NONE, notice -> {});
  }

  /// @param tokenizer the run's, or null for bytes
  /// @param notice gets a sentence when kept tokens cannot be used
  /// @throws org.statescope.training.text.corpus.TextException in one sentence, if the run cannot
  ///   learn from its text
  static TrainingText read(
      RunConfiguration run,
      @Nullable TokenizerFile tokenizer,
      PreparationMonitor monitor,
      Consumer<String> notice)
      throws IOException {
    if (tokenizer != null) {
      requireVocabulary(run, tokenizer);
    }
    TokenCache cache = new TokenCache(UserFolder.CACHE.ofUser().resolve(TOKENS), notice);
    Corpus corpus = Corpora.read(run.text(), tokenizer, cache, monitor);
    SplitText split = SplitText.of(corpus, run.text().validationFraction(), run.length());
    TrainingData data =
        new TrainingData(
            TrainingBatches.of(run.text().batches(), split, run.batch(), run.length(), run.seed()),
            ValidationBatches.of(split, run.batch(), run.length(), run.evaluationBatches()));
    return new TrainingText(corpus, data, split.validationTokens());
  }

  /// Refuses a text that is not the one that a run began with.
  void requireTextOf(RunFolder run, RunProvenance begun) throws RunFolderException {
    if (!begun.text().equals(corpus.fingerprint())) {
      throw new RunFolderException(
          "The text %s is not the one that the run %s began with: restore it, or start a new run."
              .formatted(corpus.source(), run.path()));
    }
  }

  private static void requireVocabulary(RunConfiguration run, TokenizerFile tokenizer)
      throws TokenizerException {
    if (tokenizer.vocabularySize() > run.model().vocabularySize()) {
      throw new TokenizerException(
          "The tokenizer %s has %d tokens but the model only %d: start a new run with it."
              .formatted(
                  tokenizer.path(), tokenizer.vocabularySize(), run.model().vocabularySize()));
    }
  }
}
