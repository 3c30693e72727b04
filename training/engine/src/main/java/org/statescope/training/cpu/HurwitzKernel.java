package org.statescope.training.cpu;

import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// Coefficients of a Hurwitz polynomial from its factors, in double on the heap: N values once per
/// step.
final class HurwitzKernel implements Operation {
  private final Tensor factors;
  private final Tensor coefficients;
  private final double[] values;
  private final double[] gradients;
  private final HurwitzPolynomial polynomial;

  HurwitzKernel(Tensor factors, Tensor coefficients) {
    if (!factors.shape().equals(coefficients.shape())) {
      throw new IllegalArgumentException(
          "%s and %s must have one shape".formatted(factors, coefficients));
    }
    this.factors = factors;
    this.coefficients = coefficients;
    int order = Math.toIntExact(factors.shape().count());
    values = new double[order];
    gradients = new double[order];
    polynomial = new HurwitzPolynomial(order);
  }

  @Override
  public void forward() {
    for (int i = 0; i < values.length; i++) {
      values[i] = Memory.get(factors.data(), i);
    }
    polynomial.expand(values);
    for (int i = 0; i < values.length; i++) {
      Memory.set(coefficients.data(), i, (float) polynomial.coefficient(i));
    }
  }

  @Override
  public void backward() {
    boolean add = factors.claimGradient();
    for (int i = 0; i < values.length; i++) {
      gradients[i] = Memory.get(coefficients.gradient(), i);
    }
    polynomial.backward(gradients, values);
    for (int i = 0; i < values.length; i++) {
      float gradient = (float) values[i];
      Memory.set(
          factors.gradient(), i, add ? Memory.get(factors.gradient(), i) + gradient : gradient);
    }
  }
}
