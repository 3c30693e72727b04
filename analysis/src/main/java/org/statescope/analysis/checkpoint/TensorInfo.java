package org.statescope.analysis.checkpoint;

import java.util.Arrays;

/// What a file says of a tensor before its values are read.
///
/// @param name the tensor's name in the file
/// @param type the element type in the format's own words; not every type can be read
/// @param shape the extents, outermost first; empty for a scalar
public record TensorInfo(String name, String type, long[] shape) {
  public TensorInfo {
    shape = shape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /// The number of extents.
  public int rank() {
    return shape.length;
  }

  /// The number of elements: the product of the shape, 1 for a scalar.
  public long count() {
    long count = 1;
    for (long extent : shape) {
      count *= extent;
    }
    return count;
  }

  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
