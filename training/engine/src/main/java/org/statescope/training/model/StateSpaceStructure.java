package org.statescope.training.model;

import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The structure of a layer's state space: which of A, B and C are parameters, which are read from
/// the token, and which recurrence runs. One implementation per structure.
sealed interface StateSpaceStructure permits SelectiveDiagonal, ControllableCompanion {
  /// Range of Δ in which a channel starts, log-uniform.
  record StepRange(double low, double high) {}

  /// The structure that a configuration asks for, with its parameters under `prefix`.
  static StateSpaceStructure of(ModelTape tape, String prefix, ModelConfiguration model) {
    CanonicalForm form = model.canonical();
    if (form != null && (form.sharing() != Sharing.LAYER || form.readout() != Readout.SELECTIVE)) {
      throw new IllegalArgumentException(
          "Sharing %s with readout %s is not yet in the engine: choose layer and selective."
              .formatted(form.sharing().label(), form.readout().label()));
    }
    return switch (model.structure()) {
      case MAMBA -> new SelectiveDiagonal(tape, prefix, model);
      case SC_MAMBA -> new ControllableCompanion(tape, prefix, model);
      case MAMBA2 ->
          throw new IllegalArgumentException("Mamba-2 has heads and is a block of its own.");
      case SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL ->
          throw new IllegalArgumentException(
              "The structure %s is not yet in the engine: choose mamba, mamba2 or sc-mamba."
                  .formatted(model.structure().label()));
    };
  }

  /// Values per token that the structure reads from x_proj; they are its last columns.
  int selectiveWidth();

  StepRange initialSteps();

  /// Records the recurrence.
  ///
  /// @param selection output of x_proj, `(batch, length, stepRank + selectiveWidth)`
  /// @return `(batch, length, channels)`
  Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection);

  /// The continuous-time A at the present parameters, after a forward pass.
  StateMatrix stateMatrix();

  /// Mean of B over the tokens of the latest forward pass.
  double[] meanInputVector(Tensor selection);

  /// Mean of C over the tokens of the latest forward pass.
  double[] meanOutputVector(Tensor selection);
}
