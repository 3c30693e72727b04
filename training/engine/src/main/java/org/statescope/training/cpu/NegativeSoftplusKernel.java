package org.statescope.training.cpu;

import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// y = −(margin + softplus(x)), few values: the rates of a layer's heads.
final class NegativeSoftplusKernel implements Operation {
  private final Tensor input;
  private final double margin;
  private final Tensor output;

  NegativeSoftplusKernel(Tensor input, double margin, Tensor output) {
    if (!input.shape().equals(output.shape())) {
      throw new IllegalArgumentException("%s and %s must have one shape".formatted(input, output));
    }
    this.input = input;
    this.margin = margin;
    this.output = output;
  }

  @Override
  public void forward() {
    for (int i = 0; i < input.shape().count(); i++) {
      double value = -(margin + HurwitzPolynomial.softplus(Memory.get(input.data(), i)));
      Memory.set(output.data(), i, (float) value);
    }
  }

  @Override
  public void backward() {
    boolean add = input.claimGradient();
    for (int i = 0; i < input.shape().count(); i++) {
      double slope = 1 / (1 + Math.exp(-Memory.get(input.data(), i)));
      float gradient = (float) (-Memory.get(output.gradient(), i) * slope);
      Memory.set(input.gradient(), i, add ? Memory.get(input.gradient(), i) + gradient : gradient);
    }
  }
}
