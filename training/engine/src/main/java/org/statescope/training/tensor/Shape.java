package org.statescope.training.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sizes of a tensor, slowest first, such as `(batch, length, channels)`. Kernels see rows of
/// the last size.
public final class Shape {
  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /// @throws IllegalArgumentException when there is no size or one is below 1
  public static Shape of(int... sizes) {
    if (sizes.length == 0) {
      throw new IllegalArgumentException("a shape needs at least one size");
    }
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "a size of %s is below 1".formatted(Arrays.toString(sizes)));
      }
    }
    return new Shape(sizes.clone());
  }

  /// The number of sizes.
  public int dimensions() {
    return sizes.length;
  }

  /// The last size.
  public int columns() {
    return sizes[sizes.length - 1];
  }

  /// The product of all sizes but the last.
  public int rows() {
    return Math.toIntExact(count() / columns());
  }

  /// The number of values.
  public long count() {
    long count = 1;
    for (int size : sizes) {
      count *= size;
    }
    return count;
  }

  /// The same sizes but the last.
  public Shape withColumns(int columns) {
    int[] changed = sizes.clone();
    changed[changed.length - 1] = columns;
    return of(changed);
  }

  /// The sizes as a checkpoint stores them.
  public long[] toLongs() {
    return Arrays.stream(sizes).asLongStream().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("×"));
  }
}
