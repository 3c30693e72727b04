package org.statescope.training.text.token;

/// The tokens of a whole text, to be read at any place by any thread.
public interface TokenSequence {
  long size();

  /// The token at a place, 0 … size − 1.
  int token(long place);

  /// Copies `count` tokens from a place of the text to a place of the array.
  default void copy(long from, int[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = token(from + i);
    }
  }
}
