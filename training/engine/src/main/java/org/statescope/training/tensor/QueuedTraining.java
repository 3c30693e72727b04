package org.statescope.training.tensor;

import java.util.function.Supplier;

/// Training steps on a device that are queued without waiting for any result, so that the next ones
/// are queued while the device works. The results and parameters are, bit for bit, those of the
/// same steps done one by one.
public interface QueuedTraining {
  /// Queues a forward and a backward pass over the tokens as they are now; they may be changed
  /// afterwards.
  ///
  /// @param first whether the gradients of parameters begin anew, rather than being added to
  void learn(boolean first);

  /// Queues clipping, the update, and the limits. Where the loss or the gradients' norm is not
  /// finite or an operation broke down, neither this nor any later queued step changes a parameter
  /// or moment, until [Result#await] has told.
  ///
  /// @param rule its gradient scale divides the sum over the parts
  /// @param clip largest norm of the gradients, see [org.statescope.training.optimizer.AdamW]
  Result update(AdamWRule rule, double clip);

  /// What `reader` reads now from the backend's memory, as part of the queue: the returned supplier
  /// runs it later on copies. `reader` must read the same memory at every call and be the same
  /// object for the same reading.
  <T> Supplier<T> readLater(Supplier<T> reader);

  /// The outcome of a queued step.
  interface Result {
    /// Waits for the step.
    ///
    /// @throws ArithmeticException where an operation broke down, in its sentence
    Measured await();
  }

  /// @param loss mean over all tokens of the step
  /// @param gradientNorm L2 norm before clipping
  /// @param limited values that a limit replaced
  /// @param applied whether the parameters were updated
  record Measured(double loss, double gradientNorm, long limited, boolean applied) {}
}
