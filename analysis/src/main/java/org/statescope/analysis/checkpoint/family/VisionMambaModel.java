package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// Vision Mamba: each mixer reads the patches forwards with `A_log` and backwards with `A_b_log`.
final class VisionMambaModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.VISION_MAMBA;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor("A_log", 2), Sign.tensor("A_b_log", 2), Sign.tensor("x_proj_b\\.weight", 2));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : tensors.prefixes("A_log")) {
      reader.selectiveDiagonal(layer + "forward", layer + "A_log", layer + "dt_proj.bias");
      if (tensors.has(layer + "A_b_log")) {
        reader.selectiveDiagonal(layer + "backward", layer + "A_b_log", layer + "dt_proj_b.bias");
      }
    }
    return reader.network(family());
  }
}
