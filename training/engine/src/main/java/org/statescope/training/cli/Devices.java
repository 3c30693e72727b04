package org.statescope.training.cli;

import java.util.List;
import java.util.Optional;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuDevices;
import org.statescope.training.gpu.Parallelism;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.CpuTrainingProgram;
import org.statescope.training.trainer.TrainingProgram;

/// The devices a run can name: `cpu`, `cuda:0`, `opencl:0` and so on. One that was asked for by
/// name is never replaced by another; `auto` is replaced by a name before the run begins.
final class Devices {
  static final String CPU = "cpu";
  private static final String AUTOMATIC = "auto";
  private static final String CUDA = "cuda";

  /// The usual variable for the number of computing threads; the desktop sets it when it starts
  /// several trainers.
  private static final String THREADS_VARIABLE = "OMP_NUM_THREADS";

  private Devices() {}

  /// How many threads a new run computes with: as many as the environment allows, or all
  /// processors.
  static int threads() {
    String allowed = System.getenv(THREADS_VARIABLE);
    if (allowed == null || allowed.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(allowed.strip());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers below 1.
    }
    throw new IllegalArgumentException(
        "The variable %s is '%s' but must be a number of threads."
            .formatted(THREADS_VARIABLE, allowed));
  }

  /// Whether nobody has said how many threads are to work: a run has all processors.
  static boolean leavesThreadsOpen(int threads) {
    String allowed = System.getenv(THREADS_VARIABLE);
    return (allowed == null || allowed.isBlank())
        && threads == Runtime.getRuntime().availableProcessors();
  }

  /// The name of a device that can be used here; `auto` is the first NVIDIA card, else the
  /// processor.
  ///
  /// @throws IllegalArgumentException in a sentence with the reason and the remedy, or with the
  ///   names there are
  static String known(String name) {
    return switch (name) {
      case CPU -> CPU;
      case AUTOMATIC -> automatic();
      default -> usable(name).name();
    };
  }

  private static String automatic() {
    return GpuDevices.all().stream()
        .filter(GpuDevice.Usable.class::isInstance)
        .map(GpuDevice::name)
        .filter(name -> name.startsWith(CUDA))
        .findFirst()
        .orElse(CPU);
  }

  private static GpuDevice.Usable usable(String name) {
    List<GpuDevice> all = GpuDevices.all();
    Optional<GpuDevice> found =
        all.stream()
            .filter(device -> device.name().equals(name))
            .findFirst()
            .or(() -> runtime(all, name));
    return switch (found.orElse(null)) {
      case GpuDevice.Usable usable -> usable;
      case GpuDevice.Unusable unusable ->
          throw new IllegalArgumentException(
              "The device %s cannot be used: %s %s"
                  .formatted(name, unusable.reason(), unusable.remedy()));
      case null ->
          throw new IllegalArgumentException(
              "There is no device '%s': choose from %s.".formatted(name, names(all)));
    };
  }

  /// The missing runtime that a name such as `cuda:0` asks for.
  private static Optional<GpuDevice> runtime(List<GpuDevice> all, String name) {
    return all.stream()
        .filter(GpuDevice.Unusable.class::isInstance)
        .filter(device -> name.startsWith(device.name() + ":"))
        .findFirst();
  }

  private static String names(List<GpuDevice> all) {
    StringBuilder names = new StringBuilder(CPU).append(", ").append(AUTOMATIC);
    for (GpuDevice device : all) {
      if (device instanceof GpuDevice.Usable) {
        names.append(", ").append(device.name());
      }
    }
    return names.toString();
  }

  /// The device in its maker's words.
  static String description(String name) {
    return name.equals(CPU) ? DeviceName.ofProcessor() : usable(name).description();
  }

  /// What the run takes on the graphics processor it names; where that is not on this machine, on
  /// one that cuts no sequences.
  static long memory(RunConfiguration run) {
    return GpuDevices.all().stream()
        .filter(device -> device.name().equals(run.device()))
        .filter(GpuDevice.Usable.class::isInstance)
        .findFirst()
        .map(device -> DevicePrograms.needed((GpuDevice.Usable) device, run))
        .orElseGet(() -> DevicePrograms.bytes(Parallelism.NONE, run, run.microBatch()));
  }

  /// The program of a run on the device it names.
  static TrainingProgram create(RunConfiguration run, int threads) {
    if (run.device().equals(CPU)) {
      if (run.precision() != MatrixPrecision.FLOAT32) {
        throw new IllegalArgumentException(
            "The processor multiplies in float32: choose --precision float32, or a graphics processor for %s."
                .formatted(run.precision().label()));
      }
      return CpuTrainingProgram.create(run, threads);
    }
    return DevicePrograms.open(usable(run.device()), run);
  }
}
