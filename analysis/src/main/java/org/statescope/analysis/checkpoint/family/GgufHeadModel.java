package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// Mamba-2 as llama.cpp keeps it: `ssm_a` (heads, 1) is a itself.
final class GgufHeadModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.GGUF_MAMBA_2;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor("ssm_a", 2),
        Sign.tensor("ssm_dt\\.bias", 1),
        Sign.no("ssm_x\\.weight", 2),
        Sign.no(AlongTextModel.GGUF_DELTA, 2));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : tensors.prefixes("ssm_a")) {
      long columns = tensors.shape(layer + "ssm_a", 2)[1];
      if (columns != 1) {
        throw tensors.failure(
            "its tensor "
                + tensors.find(layer + "ssm_a")
                + " has "
                + columns
                + " rates for a head");
      }
      reader.heads(layer, tensors.doubles(layer + "ssm_a"), layer + "ssm_dt.bias");
    }
    return reader.network(family());
  }
}
