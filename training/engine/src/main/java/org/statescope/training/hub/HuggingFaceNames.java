package org.statescope.training.hub;

import java.util.Arrays;
import java.util.Set;
import org.statescope.analysis.checkpoint.TensorEntry;

/// Hugging Face's own names, and the published models' `backbone.embedding`, without an s.
///
/// @param names all names in the file
record HuggingFaceNames(Set<String> names) implements WeightNames {
  private static final String EMBEDDINGS = "backbone.embeddings.weight";
  private static final String PUBLISHED = "backbone.embedding.weight";

  @Override
  public String stored(String name) {
    return name.equals(EMBEDDINGS) && !names.contains(name) ? PUBLISHED : name;
  }

  @Override
  public String ours(String stored) {
    return stored.equals(PUBLISHED) && !names.contains(EMBEDDINGS) ? EMBEDDINGS : stored;
  }

  @Override
  public TensorEntry inLayout(TensorEntry stored) {
    return new TensorEntry(ours(stored.name()), stored.dtype(), stored.shape(), stored.data());
  }

  @Override
  public boolean agree(long[] stored, long[] asked) {
    return Arrays.equals(stored, asked);
  }

  @Override
  public float[] values(String name, float[] stored) {
    return stored;
  }
}
