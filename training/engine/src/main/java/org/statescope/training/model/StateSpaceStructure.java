package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The structure of a layer's state space: which of A, B and C are parameters, which are read from
/// the token, and which recurrence runs. One implementation per structure.
///
/// To add one: name it in `SsmStructure` with its options and count its numbers in
/// `ParameterCount`; write a class here whose [#scan] reads like its formula, and let [#of] make
/// it; the compiler then asks for every other place that must know. If no recurrence of the backend
/// fits, add one to [org.statescope.training.tensor.Backend]: its slow twin first, which defines
/// it, then its kernel (a new A with an O(N) solve is one subclass of the CPU's `StepMatrix`).
/// [RouthSchwarz] is an example of each step.
sealed interface StateSpaceStructure
    permits SelectiveDiagonal,
        ControllableCompanion,
        ObservableCompanion,
        RouthSchwarz,
        RouthSchwarzDual {
  /// Range of Δ in which a channel starts, log-uniform.
  record StepRange(double low, double high) {}

  /// The structure that a configuration asks for, with its parameters under `prefix`.
  static StateSpaceStructure of(ModelTape tape, String prefix, ModelConfiguration model) {
    return switch (model.structure()) {
      case MAMBA -> new SelectiveDiagonal(tape, prefix, model);
      case SC_MAMBA -> new ControllableCompanion(tape, prefix, model);
      case SO_MAMBA -> new ObservableCompanion(tape, prefix, model);
      case ROUTH_SCHWARZ -> new RouthSchwarz(tape, prefix, model);
      case ROUTH_SCHWARZ_DUAL -> new RouthSchwarzDual(tape, prefix, model);
      case MAMBA2 ->
          throw new IllegalArgumentException(
              "Mamba-2 has heads and is not a structure of MambaBlock but a mixer of its own.");
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

  /// The continuous-time A at the present parameters.
  StateMatrix stateMatrix();

  /// Whether there are parameters at which A has a pole outside of the open left half-plane; then
  /// its poles are watched after every update.
  default boolean canBecomeUnstable() {
    return false;
  }

  /// Mean of B over the tokens of the latest forward pass.
  double[] meanInputVector(Tensor selection);

  /// Mean of C over the tokens of the latest forward pass.
  double[] meanOutputVector(Tensor selection);
}
