package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The number format of a backend's tensors.
public enum Precision {
  FLOAT32(Float.BYTES),
  FLOAT64(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /// Bytes of one value.
  public int bytes() {
    return bytes;
  }

  /// Reads the value at `index`, counted in values.
  public double get(MemorySegment segment, long index) {
    return switch (this) {
      case FLOAT32 -> segment.get(ValueLayout.JAVA_FLOAT_UNALIGNED, index * bytes);
      case FLOAT64 -> segment.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, index * bytes);
    };
  }

  /// Writes the value at `index`, counted in values, rounded to this format.
  public void set(MemorySegment segment, long index, double value) {
    switch (this) {
      case FLOAT32 -> segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, index * bytes, (float) value);
      case FLOAT64 -> segment.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, index * bytes, value);
    }
  }
}
