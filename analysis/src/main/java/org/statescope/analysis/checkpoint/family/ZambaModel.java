package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// Zamba: the channels of a mixer are dealt to heads, so `A_log` is (heads, channels per head,
/// order) and `dt_proj_bias` (heads, channels per head).
final class ZambaModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.ZAMBA;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor("mamba\\.A_log", 3),
        Sign.tensor("mamba\\.x_proj_weight", 3),
        Sign.tensor("mamba\\.dt_proj_weight", 3));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : Mixers.of(tensors, "mamba", "A_log")) {
      tensors.shape(layer + "A_log", 3);
      reader.selectiveDiagonal(layer, layer + "A_log", layer + "dt_proj_bias");
    }
    return reader.network(family());
  }
}
