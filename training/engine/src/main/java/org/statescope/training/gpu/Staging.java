package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// Sends values to one place on the device without waiting for it. They are copied into one of two
/// runs of host memory in turn, so the host waits only for the copy before the last.
final class Staging {
  private final GpuRuntime runtime;
  private final MemorySegment target;
  private final Slot[] slots = new Slot[2];
  private int next;

  private record Slot(MemorySegment memory, Mark passed) {}

  Staging(GpuRuntime runtime, MemorySegment target) {
    this.runtime = runtime;
    this.target = target;
  }

  /// @param values at most as many bytes as the target has; they may change afterwards
  void send(MemorySegment values) {
    Slot slot = slot(next);
    next = 1 - next;
    slot.passed.await();
    MemorySegment filled = slot.memory.asSlice(0, values.byteSize());
    filled.copyFrom(values);
    runtime.writeLater(filled, target);
    slot.passed.set();
  }

  private Slot slot(int index) {
    Slot slot = slots[index];
    if (slot == null) {
      slot = new Slot(runtime.hostMemory(target.byteSize()), runtime.mark());
      slots[index] = slot;
    }
    return slot;
  }
}
