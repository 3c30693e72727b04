package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;

/// Our S-Mamba: the coefficients of a companion matrix in `A_coefficients`, or the parameters of
/// the quadratic factors of its polynomial in `A_factors`, (order) for a layer or (channels,
/// order).
///
/// The matrix of SC-Mamba and its transpose in SO-Mamba have one characteristic polynomial, and the
/// tensors do not say which it is: the poles are the same.
final class CompanionModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.COMPANION_MAMBA;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        new Sign(
            "a tensor …mixer.A_coefficients or …mixer.A_factors",
            tensors ->
                tensors.has("mixer\\.(?:A_coefficients|A_factors)", 1)
                    || tensors.has("mixer\\.(?:A_coefficients|A_factors)", 2)));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    reader.remark(LayerReader.ONES);
    reader.remark(
        "Systems are written in controllable form, which SC-Mamba has; if the model is SO-Mamba,"
            + " they are the transposes, observable by structure where these are controllable.");
    for (String layer : Mixers.of(tensors, "mixer", "A_coefficients")) {
      add(reader, tensors, layer, "A_coefficients");
    }
    for (String layer : Mixers.of(tensors, "mixer", "A_factors")) {
      add(reader, tensors, layer, "A_factors");
    }
    return reader.network(family());
  }

  private static void add(LayerReader reader, TensorIndex tensors, String layer, String name)
      throws IOException {
    SharedSystem shared = SharedSystem.of(reader, tensors, layer, name);
    double[] coefficients =
        name.equals("A_factors")
            ? HurwitzFactors.coefficients(shared.values(), shared.order())
            : shared.values();
    reader.add(
        layer,
        shared.steps(),
        () ->
            new CompanionBank(
                shared.count(),
                shared.order(),
                coefficients,
                LayerReader.ones(shared.order()),
                TimeDomain.continuous()));
  }
}
