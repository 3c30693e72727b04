package org.statescope.training.inference;

import java.util.function.IntToDoubleFunction;

/// −log of the probability that softmax(logits) gives a target, in double.
public final class CrossEntropy {
  private CrossEntropy() {}

  public static double of(int count, IntToDoubleFunction logits, int target) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int token = 0; token < count; token++) {
      largest = Math.max(largest, logits.applyAsDouble(token));
    }
    double sum = 0;
    for (int token = 0; token < count; token++) {
      sum += Math.exp(logits.applyAsDouble(token) - largest);
    }
    return largest + Math.log(sum) - logits.applyAsDouble(target);
  }
}
