package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;
import org.statescope.analysis.network.SchwarzBank;

/// Our Routh–Schwarz Mamba: f₁ … f₍N₋₁₎ and g of a Schwarz matrix in `A_schwarz`, each through
/// softplus
/// + 10⁻⁶. Whether it or its transpose is meant, the tensors do not say: the poles are the same.
final class SchwarzModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.ROUTH_SCHWARZ;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        new Sign(
            "a tensor …mixer.A_schwarz",
            tensors -> tensors.has("mixer\\.A_schwarz", 1) || tensors.has("mixer\\.A_schwarz", 2)));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    reader.remark(LayerReader.ONES);
    reader.remark(
        "Systems are written with B fixed; if the model is the dual form, they are the transposes,"
            + " observable by structure where these are controllable.");
    for (String layer : Mixers.of(tensors, "mixer", "A_schwarz")) {
      SharedSystem shared = SharedSystem.of(reader, tensors, layer, "A_schwarz");
      int order = shared.order();
      double[] couplings = new double[shared.count() * (order - 1)];
      double[] damping = new double[shared.count()];
      for (int system = 0; system < shared.count(); system++) {
        for (int i = 0; i < order; i++) {
          double value = HurwitzFactors.positive(shared.values()[system * order + i]);
          if (i + 1 < order) {
            couplings[system * (order - 1) + i] = value;
          } else {
            damping[system] = value;
          }
        }
      }
      reader.add(
          layer,
          shared.steps(),
          () ->
              new SchwarzBank(shared.count(), order, couplings, damping, LayerReader.ones(order)));
    }
    return reader.network(family());
  }
}
