package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;
import org.statescope.analysis.lti.TimeDomain;

/// The linear recurrent unit (arXiv 2303.06349): λ = exp(−exp(nu_log) + i·exp(theta_log)) for each
/// token.
final class LruModel implements Recogniser {
  @Override
  public ModelFamily family() {
    return ModelFamily.LRU;
  }

  @Override
  public List<Sign> signs() {
    return List.of(vector("nu_log"), vector("theta_log"));
  }

  private static Sign vector(String name) {
    return new Sign("a tensor …" + name, tensors -> tensors.has(name, 1) || tensors.has(name, 2));
  }

  @Override
  public Recognition read(TensorIndex tensors) throws IOException {
    LayerReader reader = new LayerReader(tensors);
    reader.remark(MultipleInputModel.STATES);
    for (String layer : tensors.prefixes("nu_log")) {
      double[] real = tensors.doubles(layer + "nu_log");
      double[] imaginary = tensors.doubles(layer + "theta_log", real.length);
      double[] ones = LayerReader.ones(real.length);
      for (int i = 0; i < real.length; i++) {
        double modulus = Math.exp(-Math.exp(real[i]));
        double angle = Math.exp(imaginary[i]);
        real[i] = modulus * Math.cos(angle);
        imaginary[i] = modulus * Math.sin(angle);
      }
      reader.add(
          layer,
          new ImpliedSteps(ones),
          () -> MultipleInputModel.states(real, imaginary, TimeDomain.discrete(1)));
    }
    return reader.network(family());
  }
}
