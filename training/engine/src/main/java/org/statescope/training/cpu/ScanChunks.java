package org.statescope.training.cpu;

import org.statescope.training.tensor.ScanSignals;

/// The chunks of tokens that a scan cuts each of its sequences into, and the states kept at their
/// starts.
final class ScanChunks {
  /// For each sequence, `(chunk, state)`.
  final float[][] starts;

  private final ScanTile tile;
  private final int length;
  private final int states;
  private int longest;
  private int count;

  /// @param states values of a sequence's state
  ScanChunks(ScanTile tile, ScanSignals signals, int states) {
    this.tile = tile.use();
    length = signals.length();
    this.states = states;
    starts = new float[signals.batch()][0];
    begin();
  }

  /// Takes the tile's length of a chunk, and more memory if none was so short before. To be called
  /// before a forward pass.
  void begin() {
    longest = tile.tokens();
    count = Math.ceilDiv(length, longest);
    for (int sequence = 0; sequence < starts.length; sequence++) {
      if (starts[sequence].length < count * states) {
        starts[sequence] = new float[count * states];
      }
    }
  }

  int count() {
    return count;
  }

  int firstToken(int chunk) {
    return chunk * longest;
  }

  int tokens(int chunk) {
    return Math.min(longest, length - firstToken(chunk));
  }

  /// The row of a chunk's first token among those of all sequences.
  int row(int sequence, int chunk) {
    return sequence * length + firstToken(chunk);
  }

  void keep(int sequence, int chunk, float[] state) {
    System.arraycopy(state, 0, starts[sequence], startsAt(chunk), states);
  }

  /// Where the state at the start of a chunk begins.
  int startsAt(int chunk) {
    return chunk * states;
  }
}
