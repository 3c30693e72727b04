package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// A family whose mixers are Mamba-2's: `A_log` (heads), with the step's bias in `dt_bias`.
///
/// @param mixer what the family calls a mixer, `mixer` or `mamba`
/// @param signs the signs beside that `A_log`
/// @param remarks what else there is to say of the family, in sentences
record HeadModel(ModelFamily family, String mixer, List<Sign> signs, List<String> remarks)
    implements Recogniser {
  HeadModel {
    signs = Mixers.withA(mixer, 1, signs);
    remarks = List.copyOf(remarks);
  }

  HeadModel(ModelFamily family, String mixer, Sign... signs) {
    this(family, mixer, List.of(signs), List.of());
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : Mixers.of(tensors, mixer, "A_log")) {
      tensors.shape(layer + "A_log", 1);
      reader.selectiveHeads(layer, layer + "A_log", layer + "dt_bias");
    }
    remarks.forEach(reader::remark);
    return reader.network(family);
  }
}
