package org.statescope.training.cpu;

import org.statescope.training.tensor.Tensor;

/// Sums of what the tasks of a job computed apart, in the order of the tasks.
final class Partials {
  private Partials() {}

  /// Writes the sum of `parts` to the gradient of `target`, or adds it, claiming the gradient. Each
  /// part may be longer than the target; the rest is padding.
  static void sum(float[][] parts, Tensor target) {
    boolean add = target.claimGradient();
    int count = Math.toIntExact(target.shape().count());
    for (int i = 0; i < count; i++) {
      float sum = add ? Memory.get(target.gradient(), i) : 0;
      for (float[] part : parts) {
        sum += part[i];
      }
      Memory.set(target.gradient(), i, sum);
    }
  }
}
