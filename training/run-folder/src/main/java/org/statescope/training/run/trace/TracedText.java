package org.statescope.training.run.trace;

/// The text of a trace.
///
/// @param text what the tokens decode to
/// @param tokens in order (T)
/// @param characters how many UTF-16 units of `text` each token completes (T); 0 for a token that
///   ends inside a character
/// @param nats −ln of the probability that the model gave token t + 1 after token t (T − 1)
public record TracedText(String text, long[] tokens, long[] characters, double[] nats) {
  public TracedText {
    if (characters.length != tokens.length) {
      throw new IllegalArgumentException(
          "The text has %d tokens but %d lengths.".formatted(tokens.length, characters.length));
    }
    if (nats.length != Math.max(0, tokens.length - 1)) {
      throw new IllegalArgumentException(
          "The text has %d tokens but %d predictions.".formatted(tokens.length, nats.length));
    }
    long total = 0;
    for (long count : characters) {
      if (count < 0) {
        throw new IllegalArgumentException("A token has the length " + count + ".");
      }
      total += count;
    }
    if (total != text.length()) {
      throw new IllegalArgumentException(
          "The tokens have %d characters but the text %d.".formatted(total, text.length()));
    }
  }

  /// How many tokens there are.
  public int length() {
    return tokens.length;
  }

  /// Where the characters of each token begin in the text.
  public int[] starts() {
    int[] starts = new int[tokens.length];
    int at = 0;
    for (int t = 0; t < starts.length; t++) {
      starts[t] = at;
      at += Math.toIntExact(characters[t]);
    }
    return starts;
  }
}
