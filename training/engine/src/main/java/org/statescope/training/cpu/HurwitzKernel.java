package org.statescope.training.cpu;

import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// Coefficients of Hurwitz polynomials from their factors, one polynomial a row, in double on the
/// heap: once per step.
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
    int order = factors.columns();
    values = new double[order];
    gradients = new double[order];
    polynomial = new HurwitzPolynomial(order);
  }

  @Override
  public void forward() {
    for (int row = 0; row < factors.rows(); row++) {
      expand(row);
      for (int i = 0; i < values.length; i++) {
        Memory.set(coefficients.data(), at(row, i), (float) polynomial.coefficient(i));
      }
    }
  }

  @Override
  public void backward() {
    boolean add = factors.claimGradient();
    for (int row = 0; row < factors.rows(); row++) {
      expand(row);
      for (int i = 0; i < values.length; i++) {
        gradients[i] = Memory.get(coefficients.gradient(), at(row, i));
      }
      polynomial.backward(gradients, values);
      for (int i = 0; i < values.length; i++) {
        long to = at(row, i);
        float gradient = (float) values[i];
        Memory.set(
            factors.gradient(), to, add ? Memory.get(factors.gradient(), to) + gradient : gradient);
      }
    }
  }

  private void expand(int row) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Memory.get(factors.data(), at(row, i));
    }
    polynomial.expand(values);
  }

  private long at(int row, int i) {
    return (long) row * values.length + i;
  }
}
