package org.statescope.training.text;

import org.statescope.training.text.corpus.TextException;

/// A text cut once: the beginning to learn from, the end to validate on. No sequence crosses the
/// cut.
///
/// @param trainTokens the first tokens of the text, which are learned from; the rest validates
public record SplitText(Corpus corpus, long trainTokens) {

  /// Cuts off the last `validationFraction` of the tokens, rounded to the nearest whole number.
  ///
  /// @throws TextException if either part is shorter than one sequence and the token behind it
  public static SplitText of(Corpus corpus, double validationFraction, int length)
      throws TextException {
    long tokens = corpus.tokens().size();
    long trainTokens = tokens - Math.round(tokens * validationFraction);
    int needed = length + 1;
    if (trainTokens < needed || tokens - trainTokens < needed) {
      double smallerShare = Math.min(validationFraction, 1 - validationFraction);
      throw new TextException(
          ("The text %s has %d %s, too short for sequences of %d tokens, which need about %d"
                  + " %s (%d to learn from, %d of them held out): name a longer text or a smaller"
                  + " --length.")
              .formatted(
                  corpus.source(),
                  tokens,
                  corpus.unit(),
                  length,
                  (long) Math.ceil(needed / smallerShare),
                  corpus.unit(),
                  needed,
                  needed));
    }
    return new SplitText(corpus, trainTokens);
  }

  /// The token at a place of the whole text.
  int token(long place) {
    return corpus.tokens().token(place);
  }

  public long validationTokens() {
    return corpus.tokens().size() - trainTokens;
  }

  /// Writes the `length` + 1 tokens from a place of the whole text into a row of a batch.
  void copyRow(long start, int[] batch, int row, int length) {
    corpus.tokens().copy(start, batch, row * (length + 1), length + 1);
  }
}
