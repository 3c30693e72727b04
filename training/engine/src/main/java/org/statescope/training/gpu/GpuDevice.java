package org.statescope.training.gpu;

import org.statescope.training.run.MatrixPrecision;

/// A graphics processor that a run can name, or the reason why one cannot be used.
public sealed interface GpuDevice {
  /// The name a run gives it, such as `opencl:0`.
  String name();

  /// A device that passed every check.
  ///
  /// @param description maker and runtime in words
  /// @param memory bytes of device memory
  /// @param parallelism what decides how it cuts sequences
  /// @param sensors its load
  record Usable(
      String name,
      String description,
      long memory,
      Parallelism parallelism,
      DeviceSensors sensors,
      Opener opener)
      implements GpuDevice {
    /// A device that cuts no sequences and tells nothing of its load.
    public Usable(String name, String description, long memory, Opener opener) {
      this(name, description, memory, Parallelism.NONE, DeviceSensors.NONE, opener);
    }

    /// Opens the device for float32.
    ///
    /// @throws GpuException in a sentence when the device refuses
    public GpuBackend open() {
      return open(MatrixPrecision.FLOAT32);
    }

    /// Opens the device for matrix products of that precision.
    ///
    /// @throws GpuException in a sentence when the device refuses
    public GpuBackend open(MatrixPrecision precision) {
      return opener.open(precision);
    }
  }

  /// A device or a whole runtime that cannot be used.
  ///
  /// @param reason one sentence
  /// @param remedy what to install or change, one sentence
  record Unusable(String name, String reason, String remedy) implements GpuDevice {}

  /// Makes a backend on one device.
  @FunctionalInterface
  interface Opener {
    GpuBackend open(MatrixPrecision precision);
  }
}
