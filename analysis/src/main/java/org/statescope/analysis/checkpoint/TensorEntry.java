package org.statescope.analysis.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// One tensor of an open file: its type, shape and bytes, little-endian and row-major.
///
/// The bytes are a read-only view of the mapped file and end with it.
///
/// @param name the tensor's name in the file
/// @param dtype the element type
/// @param shape the extents, outermost first; empty for a scalar
/// @param data the bytes
public record TensorEntry(String name, DType dtype, long[] shape, MemorySegment data) {
  public TensorEntry {
    shape = shape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /// The number of elements: the product of the shape, 1 for a scalar.
  public long count() {
    return data.byteSize() / dtype.bytes();
  }

  /// All elements as doubles, exactly; see [TensorValues] for the types that allow it.
  public double[] doubles() {
    return TensorValues.doubles(this);
  }

  /// All elements as floats, exactly; see [TensorValues] for the types that allow it.
  public float[] floats() {
    return TensorValues.floats(this);
  }

  @Override
  public String toString() {
    return name + " " + dtype + Arrays.toString(shape);
  }
}
