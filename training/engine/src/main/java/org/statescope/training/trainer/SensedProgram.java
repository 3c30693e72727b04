package org.statescope.training.trainer;

import java.util.Optional;
import java.util.function.Supplier;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.tensor.Backend;

/// A program on a device that tells its load.
public final class SensedProgram extends BackendTrainingProgram {
  private final Supplier<DeviceLoad> sensors;

  /// A new program with parameters drawn from the run's seed.
  public SensedProgram(Backend backend, RunConfiguration run, Supplier<DeviceLoad> sensors) {
    super(backend, run);
    this.sensors = sensors;
  }

  @Override
  public Optional<DeviceLoad> deviceLoad() {
    return Optional.of(sensors.get());
  }
}
