package org.statescope.training.gpu;

/// Into how many segments recurrences cut their sequences, so that small batches fill a device. The
/// answer depends on the device and the sizes alone, so a run repeats to the bit.
///
/// A device that is not full takes as long for many lanes as for few. With w(x) = max(1, x /
/// capacity) a pass of a training step along whole sequences takes w(lanes), and there are
/// [#PASSES] of them. S segments take PASSES · w(S · lanes) / S, and before that r · w((S − 1) ·
/// vectors · lanes) / S to find what each does to the state that enters it, r · w((S − 1) · lanes)
/// / S for what each adds to the gradient of that state, and twice, forwards and backwards, r · (S
/// −
/// 1) · border / chunks · w(lanes) to carry. `vectors` is one lane where the state's matrix is
///    diagonal, else one for each column that is found and one more; r is the device's ratio of
///    float32 to float64 where those are found in float64, else 1. Each further segment must pay by
///    [#WORTH].
final class SequenceSplit {
  private static final int MOST = 16;

  /// Fewer chunks do not outweigh what a segment has to load before it starts.
  private static final int FEWEST_CHUNKS = 4;

  /// The forward pass, and three times as much for the backward pass, which computes the states
  /// again, walks back and sums the parameters' gradients.
  private static final double PASSES = 4;

  private static final double WORTH = 0.9;

  private final Parallelism device;
  private final int forced;

  private SequenceSplit(Parallelism device, int forced) {
    this.device = device;
    this.forced = forced;
  }

  static SequenceSplit over(Parallelism device) {
    return new SequenceSplit(device, 0);
  }

  /// As many segments as the chunks allow up to that number, as far as the device can calculate
  /// what they need.
  static SequenceSplit into(int segments, Parallelism device) {
    return new SequenceSplit(device, segments);
  }

  /// @param chunks of tokens in each sequence
  /// @param lanes that walk along whole sequences
  Segments of(int chunks, long lanes, SplitPrice price) {
    if (price.inDouble() && device.doubleRatio() == 0) {
      return Segments.of(chunks, 1);
    }
    if (forced > 0) {
      return Segments.of(chunks, forced);
    }
    int best = 1;
    if (device.units() > 0) {
      double least = time(1, chunks, lanes, price);
      for (int count = 2; count <= Math.min(MOST, chunks / FEWEST_CHUNKS); count++) {
        double time = time(count, chunks, lanes, price);
        if (time < WORTH * least) {
          best = count;
          least = time;
        }
      }
    }
    return Segments.of(chunks, best);
  }

  private double time(int count, int chunks, double lanes, SplitPrice price) {
    double capacity = (double) device.units() * price.lanesPerUnit();
    int borders = count - 1;
    double finding =
        borders == 0
            ? 0
            : waves(borders * price.vectors() * lanes, capacity) + waves(borders * lanes, capacity);
    double carrying = 2 * borders * price.border() / chunks * waves(lanes, capacity);
    double running = PASSES * waves(count * lanes, capacity) / count;
    return (price.inDouble() ? device.doubleRatio() : 1) * (finding / count + carrying) + running;
  }

  private static double waves(double lanes, double capacity) {
    return Math.max(1, lanes / capacity);
  }
}
