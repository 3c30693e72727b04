package org.statescope.training.trainer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A live view of float32 values, row-major, little-endian, under the name a checkpoint gives them.
/// Reading sees what the program holds now; writing changes it.
///
/// @param data off-heap or heap memory of exactly `4 * values()` bytes
public record NamedTensor(String name, long[] shape, MemorySegment data) {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  public NamedTensor {
    long values = 1;
    for (long size : shape) {
      values *= size;
    }
    if (data.byteSize() != values * Float.BYTES) {
      throw new IllegalArgumentException(
          "%s has %d values but its memory holds %d bytes"
              .formatted(name, values, data.byteSize()));
    }
  }

  /// The number of values.
  public int values() {
    return Math.toIntExact(data.byteSize() / Float.BYTES);
  }

  /// A copy of the values.
  public float[] toArray() {
    return data.toArray(FLOAT);
  }

  /// Overwrites the values.
  ///
  /// @throws IllegalArgumentException when `source` has another number of values
  public void write(float[] source) {
    if (source.length != values()) {
      throw new IllegalArgumentException(
          "%s has %d values, not %d".formatted(name, values(), source.length));
    }
    MemorySegment.copy(source, 0, data, FLOAT, 0, source.length);
  }
}
