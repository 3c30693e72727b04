package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;
import org.statescope.analysis.lti.TimeDomain;

/// S5 (arXiv 2208.04933): Λ in `Lambda_re` and `Lambda_im`, log Δ of every state in `log_step`.
final class S5Model implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.S5;
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.tensor("Lambda_re", 1),
        Sign.tensor("Lambda_im", 1),
        new Sign(
            "a tensor …log_step",
            tensors -> tensors.has("log_step", 1) || tensors.has("log_step", 2)));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    reader.remark(MultipleInputModel.STATES);
    for (String layer : tensors.prefixes("Lambda_re")) {
      double[] real = tensors.doubles(layer + "Lambda_re");
      double[] imaginary = tensors.doubles(layer + "Lambda_im", real.length);
      ImpliedSteps steps =
          ImpliedSteps.exponential(tensors.doubles(layer + "log_step", real.length));
      reader.add(
          layer, steps, () -> MultipleInputModel.states(real, imaginary, TimeDomain.continuous()));
    }
    return reader.network(family());
  }
}
