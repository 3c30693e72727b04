package org.statescope.training.tensor;

import java.util.Map;
import java.util.TreeMap;

/// Places runs of values in one block, first fit, before the block exists. Places are multiples of
/// a cache line.
final class MemoryPlan {
  private static final int ALIGNMENT = 16;

  private final TreeMap<Long, Long> free = new TreeMap<>();
  private long size;

  /// The place of a run of `count` values.
  long take(long count) {
    long wanted = aligned(count);
    for (Map.Entry<Long, Long> hole : free.entrySet()) {
      // Removing an entry may put another one into the object that is held here.
      long place = hole.getKey();
      long length = hole.getValue();
      if (length >= wanted) {
        free.remove(place);
        if (length > wanted) {
          free.put(place + wanted, length - wanted);
        }
        return place;
      }
    }
    long place = size;
    size += wanted;
    return place;
  }

  /// Returns a run to be used again.
  void giveBack(long place, long count) {
    long length = aligned(count);
    Map.Entry<Long, Long> before = free.lowerEntry(place);
    if (before != null && before.getKey() + before.getValue() == place) {
      free.remove(before.getKey());
      place = before.getKey();
      length += before.getValue();
    }
    Long after = free.remove(place + length);
    free.put(place, after == null ? length : length + after);
  }

  /// Values that the block needs.
  long size() {
    return size;
  }

  static long aligned(long count) {
    return Math.ceilDiv(count, (long) ALIGNMENT) * ALIGNMENT;
  }
}
