package org.statescope.training.trainer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.Backend;

/// A live view of float32 values, row-major, little-endian, under the name a checkpoint gives them.
/// Reading sees what the program holds now; writing changes it.
///
/// @param data memory of exactly `4 * values()` bytes
/// @param device the backend that alone can read the memory, or null where Java can
public record NamedTensor(String name, long[] shape, MemorySegment data, @Nullable Backend device) {
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

  /// A view of memory that Java can read.
  public NamedTensor(String name, long[] shape, MemorySegment data) {
    this(name, shape, data, null);
  }

  /// A view of memory of a backend.
  static NamedTensor of(String name, long[] shape, MemorySegment data, Backend backend) {
    return new NamedTensor(name, shape, data, backend.sharesMemoryWithJava() ? null : backend);
  }

  /// The number of values.
  public int values() {
    return Math.toIntExact(data.byteSize() / Float.BYTES);
  }

  /// The values where Java can read them: the memory itself or, from a device, a copy.
  public MemorySegment onHost() {
    if (device == null) {
      return data;
    }
    MemorySegment copy = MemorySegment.ofArray(new float[values()]);
    device.read(data, copy);
    return copy;
  }

  /// A copy of the values.
  public float[] toArray() {
    return onHost().toArray(FLOAT);
  }

  /// Overwrites the values.
  ///
  /// @throws IllegalArgumentException when `source` has another number of values
  public void write(float[] source) {
    if (source.length != values()) {
      throw new IllegalArgumentException(
          "%s has %d values, not %d".formatted(name, values(), source.length));
    }
    if (device == null) {
      MemorySegment.copy(source, 0, data, FLOAT, 0, source.length);
    } else {
      device.write(MemorySegment.ofArray(source), data);
    }
  }
}
