package org.statescope.benchmarks.peer;

import org.bytedeco.pytorch.Tensor;

/// h_t = Ā_t ⊙ h_{t−1} + X_t along dimension 1, h_0 = 0.
///
/// @see SequentialScan
/// @see ParallelScan
interface StateRecurrence {
  /// @param decay Ā, `(batch, length, channels, order)`
  /// @param input X, of the same shape
  /// @return h, of the same shape, differentiable in both
  Tensor states(Tensor decay, Tensor input);
}
