package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// Mamba as llama.cpp keeps it: `ssm_a` (channels, order) is A itself.
final class GgufMambaModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.GGUF_MAMBA;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor("ssm_a", 2), Sign.tensor("ssm_x\\.weight", 2), Sign.tensor("ssm_dt\\.bias", 1));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    reader.remark(LayerReader.ONES);
    for (String layer : tensors.prefixes("ssm_a")) {
      int order = reader.requireOrder(layer + "ssm_a", tensors.shape(layer + "ssm_a", 2)[1]);
      double[] poles = tensors.doubles(layer + "ssm_a");
      int channels = poles.length / order;
      reader.add(
          layer,
          reader.softplus(layer + "ssm_dt.bias", channels),
          () -> LayerReader.diagonal(channels, order, poles));
    }
    return reader.network(family());
  }
}
