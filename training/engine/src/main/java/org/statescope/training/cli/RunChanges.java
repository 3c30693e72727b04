package org.statescope.training.cli;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.RunConfiguration;

/// What a resumed run changes of its configuration; null where it keeps what it has.
///
/// @param steps updates of the whole run
record RunChanges(@Nullable Long steps, @Nullable String device, @Nullable String precision) {
  static final RunChanges NONE = new RunChanges(null, null, null);

  /// The same with a device that is there.
  ///
  /// @throws IllegalArgumentException in a sentence if the device cannot be used
  RunChanges known() {
    return new RunChanges(steps, device == null ? null : Devices.known(device), precision);
  }

  /// @param done steps that the run has done
  RunConfiguration applyTo(RunConfiguration run, long done) {
    RunConfiguration changed = run;
    if (steps != null) {
      if (steps < done) {
        throw new IllegalArgumentException(
            "The run has done %d steps already: name at least as many --steps.".formatted(done));
      }
      changed = changed.toBuilder().steps(steps).build();
    }
    if (device != null) {
      changed = changed.toBuilder().device(device).build();
    }
    if (precision != null) {
      changed = changed.toBuilder().precision(MatrixPrecision.ofLabel(precision)).build();
    }
    return changed;
  }
}
