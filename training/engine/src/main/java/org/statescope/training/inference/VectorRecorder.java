package org.statescope.training.inference;

import org.statescope.training.run.trace.VectorTrace;

/// Writes down B or C of a layer, token by token.
final class VectorRecorder {
  private final int order;
  private final int rows;
  private final float[] values;
  private int next;

  /// @param rows vectors of a token
  VectorRecorder(int tokens, int rows, int order) {
    this.order = order;
    this.rows = rows;
    values = new float[tokens * rows * order];
  }

  /// Adds the vectors of the next token, which begin at `from`.
  void add(float[] source, int from) {
    System.arraycopy(source, from, values, next, rows * order);
    next += rows * order;
  }

  VectorTrace trace() {
    return new VectorTrace(values, values.length / (rows * order), rows, order);
  }
}
