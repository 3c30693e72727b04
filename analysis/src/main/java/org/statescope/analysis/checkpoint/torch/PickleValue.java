package org.statescope.analysis.checkpoint.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.analysis.checkpoint.DType;

/// What a pickle may build here. Lists and dictionaries grow while the pickle is read, and may hold
/// themselves, so they have no equality but identity.
sealed interface PickleValue {
  /// `None`.
  record Nothing() implements PickleValue {}

  record Flag(boolean value) implements PickleValue {}

  record Whole(long value) implements PickleValue {}

  record Real(double value) implements PickleValue {}

  record Text(String value) implements PickleValue {}

  /// A byte string, of which nothing is kept.
  record Bytes() implements PickleValue {}

  /// An allowed global.
  record Global(TorchGlobal name) implements PickleValue {}

  /// Numbers in a member of the archive.
  ///
  /// @param key the member's name under `data/`
  /// @param count how many elements it claims to hold
  record Storage(DType dtype, String key, long count) implements PickleValue {}

  /// A view of a storage.
  ///
  /// @param offset of the first element, in elements
  /// @param strides in elements, one for each extent
  record Tensor(Storage storage, long offset, long[] shape, long[] strides)
      implements PickleValue {}

  /// A list or a tuple.
  final class Sequence implements PickleValue {
    private final List<PickleValue> items;

    Sequence(List<PickleValue> items) {
      this.items = new ArrayList<>(items);
    }

    List<PickleValue> items() {
      return items;
    }
  }

  /// A dictionary with its keys as texts.
  final class Dictionary implements PickleValue {
    private final Map<String, PickleValue> entries = new LinkedHashMap<>();

    Map<String, PickleValue> entries() {
      return entries;
    }
  }
}
