package org.statescope.training.trainer;

/// Training batches without end, in an order that the number of batches drawn decides: setting that
/// number is all it takes to resume exactly.
public interface BatchSequence {
  TokenBatch next();

  /// Batches drawn so far.
  long drawn();

  /// Continues as if this many batches had been drawn.
  void drawn(long batches);
}
