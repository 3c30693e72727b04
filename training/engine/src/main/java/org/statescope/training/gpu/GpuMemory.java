package org.statescope.training.gpu;

import java.util.function.Consumer;

/// What a model takes on a device, counted without one.
public final class GpuMemory {
  private GpuMemory() {}

  /// Bytes of everything that `model` makes on a backend.
  public static long neededBy(Consumer<GpuBackend> model) {
    try (GpuBackend backend = new GpuBackend(new CountingRuntime())) {
      model.accept(backend);
      return backend.neededBytes();
    }
  }
}
