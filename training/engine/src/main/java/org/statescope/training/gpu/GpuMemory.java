package org.statescope.training.gpu;

import java.util.function.Consumer;
import org.statescope.training.run.MatrixPrecision;

/// What a model takes on a device, counted without one.
public final class GpuMemory {
  private GpuMemory() {}

  /// Bytes of everything that `model` makes on a backend of that precision.
  public static long neededBy(MatrixPrecision precision, Consumer<GpuBackend> model) {
    try (GpuBackend backend = new GpuBackend(new CountingRuntime(), precision)) {
      model.accept(backend);
      return backend.neededBytes();
    }
  }
}
