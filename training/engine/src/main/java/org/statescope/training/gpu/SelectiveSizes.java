package org.statescope.training.gpu;

import java.util.List;
import java.util.Map;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The sizes of a selective scan, and how its sequences are cut.
///
/// @param teams groups of channels with input and output vectors of their own
/// @param together channels that a group of lanes serves
/// @param chunks of [#TOKENS] tokens in a sequence
record SelectiveSizes(
    int batch,
    int length,
    int channels,
    int order,
    int teams,
    int together,
    int chunks,
    Segments segments) {
  private static final int MOST_LANES = 256;
  private static final int MOST_CHANNELS = 32;
  private static final int TOKENS = 8;

  /// Lanes that keep a compute unit busy while others wait for memory.
  private static final int LANES_PER_UNIT = 1024;

  /// A border is a token without exponentials.
  private static final SplitPrice PRICE = new SplitPrice(1, false, 1.0 / TOKENS, LANES_PER_UNIT);

  /// @throws IllegalArgumentException in a sentence when they do not fit each other
  static SelectiveSizes of(
      SequenceSplit split, ScanSignals signals, Tensor a, Tensor b, Tensor c, Tensor output) {
    requireSizes(signals, a, b, c, output);
    int order = a.columns();
    int chunks = Math.ceilDiv(signals.length(), TOKENS);
    long lanes = (long) signals.batch() * signals.channels() * order;
    return new SelectiveSizes(
        signals.batch(),
        signals.length(),
        signals.channels(),
        order,
        b.columns() / order,
        Math.min(MOST_CHANNELS, Math.max(1, MOST_LANES / order)),
        chunks,
        split.of(chunks, lanes, PRICE));
  }

  private static void requireSizes(
      ScanSignals signals, Tensor a, Tensor b, Tensor c, Tensor output) {
    int order = a.columns();
    if (a.rows() != signals.channels() || output.columns() != signals.channels()) {
      throw new IllegalArgumentException(
          "%s and %s do not fit %d channels".formatted(a, output, signals.channels()));
    }
    if (order > MOST_LANES) {
      throw new IllegalArgumentException(
          "the selective scan on a graphics processor takes orders up to %d, not %d"
              .formatted(MOST_LANES, order));
    }
    for (Tensor vector : List.of(b, c)) {
      int teams = vector.columns() / order;
      if (teams < 1
          || vector.columns() % order != 0
          || signals.channels() % teams != 0
          || vector.columns() != b.columns()
          || vector.rows() != signals.input().rows()) {
        throw new IllegalArgumentException(
            "%s must have %d values per token for each of the groups of %d channels"
                .formatted(vector, order, signals.channels()));
      }
    }
  }

  /// A kernel file compiled for these sizes and the rule of that number.
  Program program(String file, int rule) {
    return Program.of(
        file,
        Map.of(
            "ORDER", order,
            "CHANNELS", together,
            "TOKENS", TOKENS,
            "RULE", rule,
            "SPLIT", segments.isSplit() ? 1 : 0));
  }

  int teamChannels() {
    return channels / teams;
  }

  int teamGroups() {
    return Math.ceilDiv(teamChannels(), together);
  }

  /// States of all channels of all sequences.
  long perSequence() {
    return (long) batch * channels * order;
  }

  /// Channels of all segments.
  long perSegment() {
    return (long) batch * channels * segments.count();
  }

  /// Segments of all sequences.
  int runs() {
    return batch * segments.count();
  }

  /// Values of an input or output vector's gradient, a run for each group of a team.
  long vectorParts() {
    return (long) teams * teamGroups() * batch * length * order;
  }

  /// States of all segments; none where there is one segment.
  long borderStates() {
    return segments.isSplit() ? perSegment() * order : 0;
  }

  /// A lane for each state of the channels, and that for each of `parts`.
  Grid grid(int parts) {
    return new Grid(teams * teamGroups(), batch, parts, together * order);
  }

  /// The same in groups that do not heed channels.
  Grid stateGrid() {
    return Grid.of(Math.ceilDiv(channels * order, MOST_LANES), batch, MOST_LANES);
  }
}
