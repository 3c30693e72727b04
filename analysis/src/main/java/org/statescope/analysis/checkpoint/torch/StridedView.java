package org.statescope.analysis.checkpoint.torch;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.torch.PickleValue.Tensor;

/// A tensor's elements in its storage, checked when the file is opened.
///
/// @param data the storage's bytes
/// @param tensor which of them, in which order
/// @param count elements of the tensor
record StridedView(MemorySegment data, Tensor tensor, long count) {

  /// Checks that every element lies in the storage and that the tensor is no larger than it: a
  /// tensor that repeats elements could claim any size.
  static StridedView of(Path file, String name, Tensor tensor, MemorySegment data)
      throws CheckpointException {
    try {
      long bytes =
          Math.multiplyExact(tensor.storage().count(), (long) tensor.storage().dtype().bytes());
      long count = 1;
      long last = tensor.offset();
      for (int i = 0; i < tensor.shape().length; i++) {
        count = Math.multiplyExact(count, tensor.shape()[i]);
        last =
            Math.addExact(
                last, Math.multiplyExact(Math.max(0, tensor.shape()[i] - 1), tensor.strides()[i]));
      }
      if (bytes > data.byteSize()
          || count > tensor.storage().count()
          || (count > 0 && last >= tensor.storage().count())) {
        throw outside(file, name, tensor, data);
      }
      return new StridedView(data, tensor, count);
    } catch (ArithmeticException _) {
      throw outside(file, name, tensor, data);
    }
  }

  private static CheckpointException outside(
      Path file, String name, Tensor tensor, MemorySegment data) {
    return new CheckpointException(
        file,
        "its tensor '"
            + name
            + "' claims elements outside of its storage of "
            + tensor.storage().count()
            + " elements in "
            + data.byteSize()
            + " bytes");
  }

  /// The elements in row-major order: a view where they lie so, else a copy.
  MemorySegment rowMajor(Path file) throws CheckpointException {
    int size = tensor.storage().dtype().bytes();
    if (isRowMajor()) {
      return data.asSlice(count == 0 ? 0 : tensor.offset() * size, count * size);
    }
    if (count * size > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          file,
          "a tensor of " + count + " elements is not stored row by row and too large to sort");
    }
    MemorySegment sorted = MemorySegment.ofArray(new byte[(int) (count * size)]);
    long[] index = new long[tensor.shape().length];
    long source = tensor.offset();
    for (long element = 0; element < count; element++) {
      MemorySegment.copy(data, source * size, sorted, element * size, size);
      source = next(index, source);
    }
    return sorted;
  }

  /// Counts the index up and returns where its element lies.
  private long next(long[] index, long source) {
    long at = source;
    for (int i = index.length - 1; i >= 0; i--) {
      index[i]++;
      at += tensor.strides()[i];
      if (index[i] < tensor.shape()[i]) {
        return at;
      }
      at -= index[i] * tensor.strides()[i];
      index[i] = 0;
    }
    return at;
  }

  private boolean isRowMajor() {
    long expected = 1;
    for (int i = tensor.shape().length - 1; i >= 0; i--) {
      if (tensor.shape()[i] != 1 && tensor.strides()[i] != expected) {
        return count == 0;
      }
      expected *= tensor.shape()[i];
    }
    return true;
  }
}
