package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// A family whose mixers are Mamba's: `A_log` (channels, order), with the step's bias in
/// `dt_proj.bias`.
///
/// @param mixer what the family calls a mixer, `mixer` or `mamba`
/// @param signs the signs beside that `A_log`
/// @param remarks what else there is to say of the family, in sentences
record ChannelModel(ModelFamily family, String mixer, List<Sign> signs, List<String> remarks)
    implements Recogniser {
  ChannelModel {
    signs = Mixers.withA(mixer, 2, signs);
    remarks = List.copyOf(remarks);
  }

  ChannelModel(ModelFamily family, String mixer, Sign... signs) {
    this(family, mixer, List.of(signs), List.of());
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : Mixers.of(tensors, mixer, "A_log")) {
      tensors.shape(layer + "A_log", 2);
      reader.selectiveDiagonal(layer, layer + "A_log", layer + "dt_proj.bias");
    }
    remarks.forEach(reader::remark);
    return reader.network(family);
  }
}
