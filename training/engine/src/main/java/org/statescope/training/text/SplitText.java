package org.statescope.training.text;

/// A text cut once: the beginning to learn from, the end to validate on. No sequence crosses the
/// cut.
///
/// @param trainBytes the first bytes of the text that are learned from; the rest validates
public record SplitText(Corpus corpus, int trainBytes) {

  /// Cuts off the last `validationFraction` of the text.
  ///
  /// @throws TextException if either part is shorter than one sequence and the token behind it
  public static SplitText of(Corpus corpus, double validationFraction, int length)
      throws TextException {
    int bytes = corpus.bytes().length;
    int trainBytes = bytes - (int) Math.round(bytes * validationFraction);
    int needed = length + 1;
    if (trainBytes < needed || bytes - trainBytes < needed) {
      double smallerShare = Math.min(validationFraction, 1 - validationFraction);
      throw new TextException(
          ("The text %s has %d bytes, too short for sequences of %d tokens, which need about %d"
               + " bytes (%d to learn from, %d of them held out): name a longer text or a smaller"
               + " --length.")
              .formatted(
                  corpus.source(),
                  bytes,
                  length,
                  (long) Math.ceil(needed / smallerShare),
                  needed,
                  needed));
    }
    return new SplitText(corpus, trainBytes);
  }

  /// The token at a place of the whole text, 0 to 255.
  int token(int place) {
    return corpus.bytes()[place] & 0xFF;
  }

  public int validationBytes() {
    return corpus.bytes().length - trainBytes;
  }
}
