package org.statescope.training.cli;

import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuMemory;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.TrainingProgram;

/// Programs on graphics processors, or the sentence that says which batch would fit.
final class DevicePrograms {
  private static final long MEBIBYTE = 1L << 20;

  private DevicePrograms() {}

  /// @throws IllegalArgumentException in a sentence when the run does not fit the device's memory
  static TrainingProgram open(GpuDevice.Usable device, RunConfiguration run) {
    long first = bytes(run, 1);
    long each = bytes(run, 2) - first;
    long needed = first + each * (run.batch() - 1);
    if (needed > device.memory()) {
      long most = device.memory() < first ? 0 : 1 + (device.memory() - first) / each;
      throw new IllegalArgumentException(
          "The run needs %,d MiB but %s has %,d MiB: %s."
              .formatted(
                  needed / MEBIBYTE,
                  device.name(),
                  device.memory() / MEBIBYTE,
                  most == 0
                      ? "choose a shorter --length or a smaller model"
                      : "choose --batch %d or less".formatted(most)));
    }
    GpuBackend backend = device.open();
    try {
      return new BackendTrainingProgram(backend, run);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /// What the run would take on any graphics processor with this batch; needs none.
  static long bytes(RunConfiguration run, int batch) {
    RunConfiguration counted = run.toBuilder().batch(batch).build();
    return GpuMemory.neededBy(backend -> new BackendTrainingProgram(backend, counted));
  }
}
