package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/// Gives blocks of device memory addresses that [MemorySegment#asSlice] can count with, and finds
/// the block of a slice again. The addresses lie where no process has memory, so reading such a
/// segment from Java is an error that shows at once.
final class DeviceAddresses<B> {
  private static final long FIRST = 1L << 60;
  private static final long GAP = 1L << 20;

  private final TreeMap<Long, Block<B>> blocks = new TreeMap<>();
  private long next = FIRST;

  private record Block<B>(B handle, long bytes) {}

  /// A place in a block, `offset` bytes behind its start.
  record Place<B>(B handle, long offset) {}

  MemorySegment add(B handle, long bytes) {
    MemorySegment segment = MemorySegment.ofAddress(next).reinterpret(bytes);
    blocks.put(next, new Block<>(handle, bytes));
    next += Math.ceilDiv(bytes, GAP) * GAP + GAP;
    return segment;
  }

  Place<B> find(MemorySegment segment) {
    Map.Entry<Long, Block<B>> entry = blocks.floorEntry(segment.address());
    if (entry == null || segment.address() > entry.getKey() + entry.getValue().bytes()) {
      throw new IllegalArgumentException("the memory does not belong to this device");
    }
    return new Place<>(entry.getValue().handle(), segment.address() - entry.getKey());
  }
}
