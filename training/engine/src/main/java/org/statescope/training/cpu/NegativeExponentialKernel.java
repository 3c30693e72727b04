package org.statescope.training.cpu;

import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// y = −exp(x), few values: the state matrices of a layer.
final class NegativeExponentialKernel implements Operation {
  private final Tensor input;
  private final Tensor output;

  NegativeExponentialKernel(Tensor input, Tensor output) {
    if (!input.shape().equals(output.shape())) {
      throw new IllegalArgumentException("%s and %s must have one shape".formatted(input, output));
    }
    this.input = input;
    this.output = output;
  }

  @Override
  public void forward() {
    for (int i = 0; i < input.shape().count(); i++) {
      Memory.set(output.data(), i, (float) -Math.exp(Memory.get(input.data(), i)));
    }
  }

  @Override
  public void backward() {
    boolean add = input.claimGradient();
    for (int i = 0; i < input.shape().count(); i++) {
      float gradient = Memory.get(output.gradient(), i) * Memory.get(output.data(), i);
      Memory.set(input.gradient(), i, add ? Memory.get(input.gradient(), i) + gradient : gradient);
    }
  }
}
