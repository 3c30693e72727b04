package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Memory that operations share, one after the other: what an operation leaves there is lost to the
/// next one. Operations say at their making how much they need; it is allocated at the first use,
/// when all have said so.
final class Scratch {
  private final GpuRuntime runtime;
  private long needed;
  private @Nullable MemorySegment memory;

  Scratch(GpuRuntime runtime) {
    this.runtime = runtime;
  }

  /// Asks for `values` float32 values.
  void need(long values) {
    if (memory != null && values > needed) {
      memory = null;
    }
    needed = Math.max(needed, values);
  }

  /// Bytes that will be allocated.
  long bytes() {
    return needed * Float.BYTES;
  }

  /// The memory from value `at` on.
  MemorySegment from(long at) {
    if (memory == null) {
      memory = runtime.allocate(Math.max(Float.BYTES, bytes()));
    }
    return memory.asSlice(at * Float.BYTES);
  }
}
