package org.statescope.analysis.checkpoint.family;

import java.util.List;

/// A family whose state matrix comes from the input.
///
/// @param layerTensor a tensor that each such layer has one of
record AlongTextModel(ModelFamily family, List<Sign> signs, String layerTensor)
    implements Recogniser {
  /// What the delta rule needs in GGUF.
  static final String GGUF_DELTA = "ssm_(?:alpha|beta|ba|beta_alpha)\\.weight";

  AlongTextModel {
    signs = List.copyOf(signs);
  }

  @Override
  public Recognition read(TensorIndex tensors) {
    return new Recognition.AlongText(
        family, tensors.prefixes(layerTensor).size(), SkippedBlocks.of(tensors));
  }
}
