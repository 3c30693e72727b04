package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// Our Mamba-2 with other rates than −exp(A_log): `A` holds a itself (free, projected or clipped as
/// in ST-Mamba2, and free to be unstable), `A_softplus` the parameter of a = −10⁻³ − softplus.
final class FreeHeadModel implements Recogniser {
  /// The margin that the training engine keeps.
  private static final double MARGIN = 1e-3;

  @Override
  public ModelFamily family() {
    return ModelFamily.ST_MAMBA_2;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor("mixer\\.(?:A|A_softplus)", 1),
        Sign.tensor("mixer\\.dt_bias", 1),
        Sign.tensor("mixer\\.in_proj\\.weight", 2));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    for (String layer : Mixers.of(tensors, "mixer", "A")) {
      reader.heads(layer, tensors.doubles(layer + "A"), layer + "dt_bias");
    }
    for (String layer : Mixers.of(tensors, "mixer", "A_softplus")) {
      double[] rates = tensors.doubles(layer + "A_softplus");
      for (int i = 0; i < rates.length; i++) {
        rates[i] = -MARGIN - ImpliedSteps.softplus(rates[i]);
      }
      reader.heads(layer, rates, layer + "dt_bias");
    }
    return reader.network(family());
  }
}
