package org.statescope.training.cli;

import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuMemory;
import org.statescope.training.gpu.OutOfDeviceMemory;
import org.statescope.training.gpu.Parallelism;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.SensedProgram;
import org.statescope.training.trainer.TrainingProgram;

/// Programs on graphics processors, or the sentence that says which batch would fit.
final class DevicePrograms {
  private static final long MEBIBYTE = 1L << 20;

  private DevicePrograms() {}

  /// @throws IllegalArgumentException in a sentence when the run does not fit the device's memory
  static TrainingProgram open(GpuDevice.Usable device, RunConfiguration run) {
    boolean cuts = bytes(device.parallelism(), run, run.microBatch()) <= device.memory();
    Parallelism used = cuts ? device.parallelism() : Parallelism.NONE;
    long needed = bytes(used, run, run.microBatch());
    if (needed > device.memory()) {
      throw new IllegalArgumentException(
          "The run needs %,d MiB but %s has %,d MiB: %s."
              .formatted(
                  needed / MEBIBYTE,
                  device.name(),
                  device.memory() / MEBIBYTE,
                  remedy(run, largest(used, run, device.memory()))));
    }
    GpuBackend backend = device.open(run.precision());
    if (!cuts) {
      backend.keepSequencesWhole();
    }
    try {
      return new SensedProgram(backend, run, device.sensors()::read);
    } catch (OutOfDeviceMemory e) {
      backend.close();
      long had = e.usedBytes();
      throw new IllegalArgumentException(
          "%s could give the run only %,d of %,d MiB, since other programs use it: end them, or %s."
              .formatted(
                  device.name(),
                  had / MEBIBYTE,
                  needed / MEBIBYTE,
                  remedy(run, largest(used, run, had))),
          e);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /// The most sequences at a time that fit. Memory grows evenly with them, but for what cutting
  /// sequences takes, which a device does only with few.
  private static int largest(Parallelism device, RunConfiguration run, long memory) {
    long first = bytes(Parallelism.NONE, run, 1);
    long each = bytes(Parallelism.NONE, run, 2) - first;
    int most = memory < first ? 0 : Math.toIntExact(1 + (memory - first) / each);
    while (most > 0 && bytes(device, run, most) > memory) {
      most--;
    }
    return most;
  }

  /// @param most sequences that fit at a time
  private static String remedy(RunConfiguration run, int most) {
    if (most == 0) {
      return "choose a shorter --length or a smaller model";
    }
    int parts = Math.ceilDiv(run.batch(), most);
    while (run.batch() % parts != 0) {
      parts++;
    }
    return "choose --gradient-accumulation %d, or --batch %d or less"
        .formatted(parts, most * run.gradientAccumulation());
  }

  /// What the run takes on that device: with its sequences cut, but whole where that would not fit.
  static long needed(GpuDevice.Usable device, RunConfiguration run) {
    long cut = bytes(device.parallelism(), run, run.microBatch());
    return cut <= device.memory() ? cut : bytes(Parallelism.NONE, run, run.microBatch());
  }

  /// What the run would take with this batch on a graphics processor that cuts sequences as
  /// `device` does; needs none.
  static long bytes(Parallelism device, RunConfiguration run, int batch) {
    RunConfiguration counted = run.toBuilder().batch(batch).gradientAccumulation(1).build();
    return GpuMemory.neededBy(
        device, run.precision(), backend -> new BackendTrainingProgram(backend, counted));
  }
}
