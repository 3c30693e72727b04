package org.statescope.training.cpu;

import java.util.List;

/// How many tokens the scans of a backend take at a time: a chunk, at whose start the state is kept
/// for the backward pass and within which states are computed again. A shorter chunk has scratch
/// nearer to the processor, a longer one keeps fewer states. No bit of a result depends on it.
final class ScanTile {
  /// What scratch has room for.
  static final int LONGEST = 128;

  /// What memory is planned for.
  static final int USUAL = 32;

  /// Other lengths worth a measurement. None is shorter, as that would keep more states than
  /// planned.
  static final List<Integer> OTHERS = List.of(64, LONGEST);

  private int tokens = USUAL;
  private boolean used;

  int tokens() {
    return tokens;
  }

  /// Takes effect with the next forward pass.
  ///
  /// @throws IllegalArgumentException if it is not between 1 and [#LONGEST]
  void tokens(int count) {
    if (count < 1 || count > LONGEST) {
      throw new IllegalArgumentException(
          "a scan takes 1 to %d tokens at a time, not %d".formatted(LONGEST, count));
    }
    tokens = count;
  }

  /// Whether a model has a scan whose chunks this decides.
  boolean isUsed() {
    return used;
  }

  /// To be called by a scan that is made.
  ScanTile use() {
    used = true;
    return this;
  }
}
