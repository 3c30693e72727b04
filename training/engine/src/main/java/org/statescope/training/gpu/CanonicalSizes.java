package org.statescope.training.gpu;

import java.util.HashMap;
import java.util.Map;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The sizes of a recurrence of a canonical form, and how its sequences are cut.
///
/// @param shared whether all channels have one A; else each has its own
/// @param isStatic whether the open vector is a parameter of A's shape; else each token has its own
/// @param chunks of [#TOKENS] tokens in a sequence
record CanonicalSizes(
    CanonicalForm form,
    int batch,
    int length,
    int channels,
    int order,
    boolean shared,
    boolean isStatic,
    int chunks,
    Segments segments) {
  static final int WIDTH = 64;
  static final int TOKENS = 8;

  /// Lanes that keep a compute unit busy: it adds and multiplies for 128 at a time, and each waits
  /// four cycles for its result.
  private static final int LANES_PER_UNIT = 512;

  /// A lane keeps TOKENS + 1 states of its channel, and a group shares WIDTH of them.
  private static final int MOST_STATES = 96;

  /// Columns of a companion form's Φ for one that is found token by token. With 8, segments agree
  /// as well as with single columns up to order 64, wherever float32 itself holds; 16 do not at 32.
  private static final int STRIDE = 8;

  /// A border takes 2 N² operations, a token about 6 N.
  private static final double STATES_PER_TOKEN = 3;

  /// @throws IllegalArgumentException in a sentence when they do not fit each other
  static CanonicalSizes of(
      SequenceSplit split,
      CanonicalForm form,
      ScanSignals signals,
      Tensor parameters,
      Tensor openVector) {
    int order = parameters.columns();
    requireSizes(signals, parameters, openVector);
    int chunks = Math.ceilDiv(signals.length(), TOKENS);
    SplitPrice price =
        new SplitPrice(
            columns(form, order) + 1,
            !form.isSchwarz(),
            order / STATES_PER_TOKEN / TOKENS,
            LANES_PER_UNIT);
    return new CanonicalSizes(
        form,
        signals.batch(),
        signals.length(),
        signals.channels(),
        order,
        parameters.rows() == 1,
        openVector.shape().dimensions() < 3,
        chunks,
        split.of(chunks, (long) signals.batch() * signals.channels(), price));
  }

  private static void requireSizes(ScanSignals signals, Tensor parameters, Tensor openVector) {
    int order = parameters.columns();
    if (order > MOST_STATES) {
      throw new IllegalArgumentException(
          "a canonical form on a graphics processor takes orders up to %d, not %d"
              .formatted(MOST_STATES, order));
    }
    if (parameters.rows() != 1 && parameters.rows() != signals.channels()) {
      throw new IllegalArgumentException(
          "%s has neither one row nor one for each of %d channels"
              .formatted(parameters, signals.channels()));
    }
    boolean fits =
        openVector.shape().dimensions() < 3
            ? openVector.shape().equals(parameters.shape())
            : openVector.columns() == order && openVector.rows() == signals.input().rows();
    if (!fits) {
      throw new IllegalArgumentException(
          "%s fits neither the tokens nor %s".formatted(openVector, parameters));
    }
  }

  /// Columns of Φ that are found token by token.
  private static int columns(CanonicalForm form, int order) {
    return Math.ceilDiv(order, stride(form));
  }

  private static int stride(CanonicalForm form) {
    return form.isSchwarz() ? 1 : STRIDE;
  }

  /// What `canonical.c` is compiled for.
  Program program() {
    return Program.of("canonical", constants());
  }

  /// What `canonical_split.c` is compiled for.
  Program splitProgram() {
    Map<String, Integer> constants = new HashMap<>(constants());
    constants.put("STRIDE", stride(form));
    return Program.of("canonical_split", constants);
  }

  private Map<String, Integer> constants() {
    return Map.of(
        "ORDER", order,
        "WIDTH", WIDTH,
        "TOKENS", TOKENS,
        "SCHWARZ", form.isSchwarz() ? 1 : 0,
        "OBSERVABLE", form.isObservable() ? 1 : 0,
        "SHARED_A", shared ? 1 : 0,
        "STATIC", isStatic ? 1 : 0,
        "SPLIT", segments.isSplit() ? 1 : 0);
  }

  /// Lanes, for each channel of a sequence, that find what a segment does to its state.
  int vectors() {
    return columns(form, order) + 1;
  }

  /// Bytes of what they find.
  long moveBytes() {
    long values = perSequence() * segments.borders() * vectors() * order;
    return values * (form.isSchwarz() ? Float.BYTES : Double.BYTES);
  }

  int groups() {
    return Math.ceilDiv(channels, WIDTH);
  }

  long rows() {
    return (long) batch * length;
  }

  /// Channels of all sequences.
  long perSequence() {
    return (long) batch * channels;
  }

  /// Channels of all segments.
  long perSegment() {
    return perSequence() * segments.count();
  }

  /// Segments of all sequences.
  int runs() {
    return batch * segments.count();
  }

  /// Runs to be summed for what has the parameters' shape: a run holds one row per group where all
  /// channels share it, else one per channel.
  int parameterRuns() {
    return shared ? groups() * runs() : runs();
  }

  long parameterParts() {
    return (long) parameterRuns() * (shared ? 1 : channels) * order;
  }

  long openParts() {
    return isStatic ? parameterParts() : groups() * rows() * order;
  }

  /// A lane for each channel, and that for each of `parts`.
  Grid grid(int parts) {
    return new Grid(groups(), batch, parts, WIDTH);
  }

  /// The place of a value of row × channel, in words.
  String place(int at) {
    int row = at / channels;
    return "sequence %d, token %d, channel %d".formatted(row / length, row % length, at % channels);
  }
}
