package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.Tensor;

/// The part of a layer that mixes tokens, without norm and residual: a projection, a convolution, a
/// recurrence and a projection back.
///
/// [MambaBlock] serves every structure whose channels are systems of their own, with a step each;
/// [Mamba2Block] has heads of channels with one scalar and one step.
sealed interface Mixer permits MambaBlock, Mamba2Block {
  /// The mixer that a configuration asks for.
  ///
  /// @param name prefix of the parameters, such as `backbone.layers.0.mixer`
  static Mixer of(ModelTape tape, String name, ModelConfiguration model, int batch) {
    return model.structure().hasHeads()
        ? new Mamba2Block(tape, name, model, batch)
        : new MambaBlock(tape, name, model, batch);
  }

  /// @param x `(batch, length, modelWidth)`
  /// @return of the same shape
  Tensor forward(ModelTape tape, Tensor x);

  /// The continuous-time A at the present parameters.
  StateMatrix stateMatrix();

  /// Whether there are parameters at which A has a pole outside of the open left half-plane; then
  /// its poles are watched after every update.
  boolean canBecomeUnstable();

  /// What the recurrence did in the latest forward pass.
  LayerObservation observe(int layer);
}
