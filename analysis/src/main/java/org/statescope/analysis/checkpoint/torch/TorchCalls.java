package org.statescope.analysis.checkpoint.torch;

import java.nio.file.Path;
import java.util.List;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.torch.PickleValue.Dictionary;
import org.statescope.analysis.checkpoint.torch.PickleValue.Global;
import org.statescope.analysis.checkpoint.torch.PickleValue.Sequence;
import org.statescope.analysis.checkpoint.torch.PickleValue.Storage;
import org.statescope.analysis.checkpoint.torch.PickleValue.Tensor;
import org.statescope.analysis.checkpoint.torch.PickleValue.Text;
import org.statescope.analysis.checkpoint.torch.PickleValue.Whole;

/// What the calls of a pickle mean: plain values, made here.
final class TorchCalls {
  private final Path file;

  TorchCalls(Path file) {
    this.file = file;
  }

  PickleValue call(PickleValue called, PickleValue arguments) throws CheckpointException {
    if (!(called instanceof Global(TorchGlobal name))
        || !(arguments instanceof Sequence sequence)) {
      throw failure("it calls something that is no name");
    }
    List<PickleValue> values = sequence.items();
    return switch (name) {
      case ORDERED_DICT -> {
        require(values.isEmpty(), "it makes a dictionary of more than nothing");
        yield new Dictionary();
      }
      case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(values);
      case REBUILD_PARAMETER -> {
        require(
            !values.isEmpty() && values.getFirst() instanceof Tensor, "a parameter is no tensor");
        yield values.getFirst();
      }
      case SIZE -> {
        require(values.size() == 1 && values.getFirst() instanceof Sequence, "a size is no list");
        yield values.getFirst();
      }
      case DOUBLE_STORAGE,
          FLOAT_STORAGE,
          HALF_STORAGE,
          BFLOAT16_STORAGE,
          LONG_STORAGE,
          INT_STORAGE,
          SHORT_STORAGE,
          CHAR_STORAGE,
          BYTE_STORAGE,
          BOOL_STORAGE ->
          throw failure("it makes a storage without a place");
    };
  }

  /// `(storage, offset, size, stride, …)`.
  private Tensor tensor(List<PickleValue> values) throws CheckpointException {
    if (values.size() < 4
        || !(values.get(0) instanceof Storage storage)
        || !(values.get(1) instanceof Whole(long offset))) {
      throw failure("a tensor has no storage");
    }
    long[] shape = numbers(values.get(2));
    long[] strides = numbers(values.get(3));
    require(
        shape.length == strides.length,
        "a tensor has " + shape.length + " extents but " + strides.length + " strides");
    require(offset >= 0, "a tensor begins at element " + offset);
    return new Tensor(storage, offset, shape, strides);
  }

  private long[] numbers(PickleValue value) throws CheckpointException {
    require(value instanceof Sequence, "a shape is no list");
    List<PickleValue> items = ((Sequence) value).items();
    require(items.size() <= PickleLimits.DEEPEST, "a tensor has " + items.size() + " extents");
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(items.get(i) instanceof Whole(long number)) || number < 0) {
        throw failure("a shape holds something that is no count");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  /// The storage of a persistent id `('storage', type, key, location, count)`.
  Storage storage(PickleValue id) throws CheckpointException {
    if (!(id instanceof Sequence sequence)
        || sequence.items().size() != 5
        || !(sequence.items().get(0) instanceof Text(String kind))
        || !kind.equals("storage")
        || !(sequence.items().get(1) instanceof Global(TorchGlobal type))
        || !(sequence.items().get(2) instanceof Text(String key))
        || !(sequence.items().get(4) instanceof Whole(long count))) {
      throw failure("a storage is not described as PyTorch does it");
    }
    DType dtype = type.elements();
    if (dtype == null) {
      throw failure("a storage has elements of no type");
    }
    require(count >= 0, "a storage has " + count + " elements");
    return new Storage(dtype, key, count);
  }

  private void require(boolean holds, String problem) throws CheckpointException {
    if (!holds) {
      throw failure(problem);
    }
  }

  private CheckpointException failure(String problem) {
    return new CheckpointException(file, "its pickle is not valid: " + problem);
  }
}
