package org.statescope.training.gpu;

import java.util.function.Consumer;
import org.statescope.training.run.MatrixPrecision;

/// What a model takes on a device, counted without one.
public final class GpuMemory {
  private GpuMemory() {}

  /// Bytes of everything that `model` makes on a backend of that precision.
  ///
  /// @param device with [Parallelism#NONE], the least that any device takes: none cuts sequences
  public static long neededBy(
      Parallelism device, MatrixPrecision precision, Consumer<GpuBackend> model) {
    try (GpuBackend backend = new GpuBackend(new CountingRuntime(device), precision)) {
      model.accept(backend);
      return backend.neededBytes();
    }
  }
}
