package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// VMamba: a mixer reads the image along several paths (four), each with channels of its own, so
/// `A_logs` is (paths × channels, order) and `dt_projs_bias` (paths, channels).
final class VMambaModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.VMAMBA;
  }

  @Override
  public List<Sign> signs() {
    return List.of(Sign.tensor("A_logs", 2), Sign.tensor("Ds", 1), Sign.tensor("dt_projs_bias", 2));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : tensors.prefixes("A_logs")) {
      tensors.shape(layer + "A_logs", 2);
      reader.selectiveDiagonal(layer, layer + "A_logs", layer + "dt_projs_bias");
      long paths = tensors.shape(layer + "dt_projs_bias", 2)[0];
      reader.remark(
          "Its layers read the image along "
              + paths
              + " paths; the channels of the first come first.");
    }
    return reader.network(family());
  }
}
