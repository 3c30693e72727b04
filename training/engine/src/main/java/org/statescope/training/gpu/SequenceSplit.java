package org.statescope.training.gpu;

/// Into how many segments recurrences cut their sequences, so that small batches fill a device. The
/// answer depends on the device and the sizes alone, so a run repeats to the bit.
///
/// A device that is not full takes as long for many lanes as for few. With w(x) = max(1, x /
/// capacity) a walk along whole sequences takes w(lanes); S segments take w((S − 1) · vectors ·
/// lanes) / S to find what each does to the state that enters it, and w(S · lanes) / S to run. The
/// first is the price: one lane where the state's matrix is diagonal, one for each state and one
/// more where it is not. Each further segment must pay by [#WORTH].
final class SequenceSplit {
  private static final int MOST = 16;

  /// Fewer chunks do not outweigh what a segment has to load before it starts.
  private static final int FEWEST_CHUNKS = 4;

  private static final double WORTH = 0.9;

  private final int units;
  private final int forced;

  private SequenceSplit(int units, int forced) {
    this.units = units;
    this.forced = forced;
  }

  /// For a device with so many compute units; 0 where lanes are walked one after another, so that
  /// nothing is idle.
  static SequenceSplit over(int units) {
    return new SequenceSplit(units, 0);
  }

  /// As many segments as the chunks allow up to that number.
  static SequenceSplit into(int segments) {
    return new SequenceSplit(0, segments);
  }

  /// @param chunks of tokens in each sequence
  /// @param lanes that walk along whole sequences
  /// @param vectors lanes, for one of those, that find what a segment does to a state
  /// @param lanesPerUnit lanes that keep a compute unit busy
  Segments of(int chunks, long lanes, int vectors, int lanesPerUnit) {
    if (forced > 0) {
      return Segments.of(chunks, forced);
    }
    double capacity = (double) units * lanesPerUnit;
    int best = 1;
    double least = waves(lanes, capacity);
    for (int count = 2; units > 0 && count <= Math.min(MOST, chunks / FEWEST_CHUNKS); count++) {
      double finding = waves((double) lanes * (count - 1) * vectors, capacity);
      double time = (finding + waves((double) lanes * count, capacity)) / count;
      if (time < WORTH * least) {
        best = count;
        least = time;
      }
    }
    return Segments.of(chunks, best);
  }

  private static double waves(double lanes, double capacity) {
    return Math.max(1, lanes / capacity);
  }
}
