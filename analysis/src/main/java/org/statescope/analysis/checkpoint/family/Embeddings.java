package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.checkpoint.TensorInfo;

/// What the embedding of a language model tells of it.
final class Embeddings {
  /// A byte is one of so many tokens.
  private static final int BYTES = 256;

  /// How much of two matrices is compared; matrices that were trained apart differ at once.
  private static final long COMPARED_BYTES = 1 << 16;

  private static final String HEAD = "lm_head.weight";
  private static final String[] NAMES = {
    "backbone.embedding.weight", "backbone.embeddings.weight", "embedding.weight"
  };

  private Embeddings() {}

  static final Sign OF_BYTES =
      new Sign("an embedding of 256 tokens", tensors -> rows(find(tensors)) == BYTES);

  static final Sign OWN_HEAD =
      new Sign("an lm_head.weight that is not the embedding again", Embeddings::hasOwnHead);

  private static @Nullable TensorInfo find(TensorIndex tensors) {
    for (String name : NAMES) {
      if (tensors.find(name) instanceof TensorInfo embedding) {
        return embedding;
      }
    }
    return null;
  }

  private static long rows(@Nullable TensorInfo embedding) {
    return embedding == null || embedding.rank() != 2 ? 0 : embedding.shape()[0];
  }

  private static boolean hasOwnHead(TensorIndex tensors) {
    TensorInfo embedding = find(tensors);
    TensorInfo head = tensors.find(HEAD);
    if (embedding == null || head == null) {
      return false;
    }
    try {
      TensorEntry first = tensors.source().entry(embedding.name());
      TensorEntry second = tensors.source().entry(head.name());
      return first.dtype() != second.dtype()
          || first.data().byteSize() != second.data().byteSize()
          || beginning(first).mismatch(beginning(second)) >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MemorySegment beginning(TensorEntry entry) {
    return entry.data().asSlice(0, Math.min(entry.data().byteSize(), COMPARED_BYTES));
  }
}
