package org.statescope.training.run.trace;

/// B or C of a layer along a text.
///
/// @param values `(tokens, rows, order)` row-major
/// @param tokens as many as the text has, or 1 for a vector that no token changes
/// @param rows 1 for a vector that all channels share, else one per group, head or channel, in the
///   order of the channels
public record VectorTrace(float[] values, int tokens, int rows, int order) {
  public VectorTrace {
    if (tokens < 1 || rows < 1 || order < 1 || (long) tokens * rows * order != values.length) {
      throw new IllegalArgumentException(
          "%d values are not %d tokens of %d vectors of %d."
              .formatted(values.length, tokens, rows, order));
    }
  }

  /// The vector of a channel at a token (order).
  ///
  /// @param channels how many the layer has
  public double[] at(int token, int channel, int channels) {
    int row = (int) ((long) channel * rows / channels);
    int from = ((tokens == 1 ? 0 : token) * rows + row) * order;
    double[] vector = new double[order];
    for (int n = 0; n < order; n++) {
      vector[n] = values[from + n];
    }
    return vector;
  }
}
