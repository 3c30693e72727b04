package org.statescope.training.tensor;

/// One coarse step of a model, bound to its tensors.
public interface Operation {
  /// Computes the outputs from the inputs.
  void forward();

  /// Adds to the inputs' gradients ([Tensor#claimGradient]) what the outputs' gradients imply. The
  /// inputs and outputs still hold what [#forward] left.
  void backward();

  /// The same while the gradients of parameters already hold those of an earlier part of the batch,
  /// which are kept and added to.
  default void accumulate() {
    backward();
  }
}
