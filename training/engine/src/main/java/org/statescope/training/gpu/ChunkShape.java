package org.statescope.training.gpu;

/// The shape of a product within a chunk of tokens.
///
/// @param terms length of each sum
/// @param tokens which of rows, columns and terms are tokens, and end with the sequence: the sum of
///   [#ROWS], [#COLUMNS] and [#TERMS]
record ChunkShape(int rows, int columns, int terms, int tokens) {
  static final int ROWS = 1;
  static final int COLUMNS = 2;
  static final int TERMS = 4;

  /// The shape in a chunk of so many tokens.
  ChunkShape shortened(int length) {
    return new ChunkShape(
        (tokens & ROWS) == 0 ? rows : length,
        (tokens & COLUMNS) == 0 ? columns : length,
        (tokens & TERMS) == 0 ? terms : length,
        tokens);
  }
}
