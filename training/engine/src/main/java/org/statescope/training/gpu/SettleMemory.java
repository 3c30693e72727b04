package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// Where a queued step keeps what decides over its update.
///
/// @param record loss and what was rounded off it, squared norm and what was rounded off it, and
///   whether the update was applied
/// @param blocked not 0 from the first step that was not applied until the host has told
/// @param scalars see [UpdateScalars]
record SettleMemory(MemorySegment record, MemorySegment blocked, MemorySegment scalars) {
  static final int RECORD_VALUES = 5;
  static final int APPLIED = 4;

  static SettleMemory allocate(GpuRuntime runtime, MemorySegment scalars) {
    return new SettleMemory(
        runtime.allocate((long) RECORD_VALUES * Float.BYTES),
        runtime.allocate(Integer.BYTES),
        scalars);
  }
}
