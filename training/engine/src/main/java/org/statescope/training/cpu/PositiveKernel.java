package org.statescope.training.cpu;

import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// y = softplus(x) + ε, few values: the parameters of a layer's state matrices.
final class PositiveKernel implements Operation {
  private final Tensor input;
  private final Tensor output;

  PositiveKernel(Tensor input, Tensor output) {
    if (!input.shape().equals(output.shape())) {
      throw new IllegalArgumentException("%s and %s must have one shape".formatted(input, output));
    }
    this.input = input;
    this.output = output;
  }

  @Override
  public void forward() {
    for (int i = 0; i < input.shape().count(); i++) {
      Memory.set(output.data(), i, (float) HurwitzPolynomial.positive(Memory.get(input.data(), i)));
    }
  }

  @Override
  public void backward() {
    boolean add = input.claimGradient();
    for (int i = 0; i < input.shape().count(); i++) {
      double slope = HurwitzPolynomial.positiveSlope(Memory.get(input.data(), i));
      float gradient = (float) (Memory.get(output.gradient(), i) * slope);
      Memory.set(input.gradient(), i, add ? Memory.get(input.gradient(), i) + gradient : gradient);
    }
  }
}
