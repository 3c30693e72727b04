package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Where operations leave the first place at which their arithmetic broke down. The host looks when
/// it reads the loss, so that no operation waits for it.
final class Faults {
  private static final int MOST = 1024;
  private static final int NONE = Integer.MAX_VALUE;

  private final GpuRuntime runtime;
  private final LaterReads reads;
  private final MemorySegment places;
  private final int[] placesOnHost = new int[MOST];
  private final List<IntFunction<String>> sentences = new ArrayList<>();

  Faults(GpuRuntime runtime, LaterReads reads) {
    this.runtime = runtime;
    this.reads = reads;
    places = runtime.allocate((long) MOST * Integer.BYTES);
    clear();
  }

  /// A place of one's own, that a kernel lowers to the index at which it failed.
  ///
  /// @param sentence says what happened at an index
  MemorySegment slot(IntFunction<String> sentence) {
    if (sentences.size() == MOST) {
      throw new IllegalStateException("a model has more than %d recurrences".formatted(MOST));
    }
    sentences.add(sentence);
    return places.asSlice((long) (sentences.size() - 1) * Integer.BYTES, Integer.BYTES);
  }

  /// The first index at which each operation failed.
  MemorySegment places() {
    return places;
  }

  /// Operations that have a place.
  int count() {
    return sentences.size();
  }

  /// @throws ArithmeticException with the sentence of the first operation that failed
  void check() {
    if (sentences.isEmpty()) {
      return;
    }
    reads.read(places, MemorySegment.ofArray(placesOnHost));
    for (int i = 0; i < sentences.size(); i++) {
      if (placesOnHost[i] != NONE) {
        String sentence = sentences.get(i).apply(placesOnHost[i]);
        clear();
        throw new ArithmeticException(sentence);
      }
    }
  }

  private void clear() {
    Arrays.fill(placesOnHost, NONE);
    runtime.write(MemorySegment.ofArray(placesOnHost), places);
  }
}
