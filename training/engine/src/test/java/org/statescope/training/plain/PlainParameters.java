package org.statescope.training.plain;

import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// What makes the parameters of a state matrix.
final class PlainParameters {
  private PlainParameters() {}

  static Operation positive(Tensor x, Tensor y) {
    return PlainOperations.operation(
        () -> Cells.map(x, y, HurwitzPolynomial::positive),
        () -> {
          Cells.begin(x);
          for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.columns(); c++) {
              Cells.add(x, r, c, y.gradientAt(r, c) * Cells.sigmoid(x.get(r, c)));
            }
          }
        });
  }

  static Operation hurwitzCoefficients(Tensor factors, Tensor coefficients) {
    int order = factors.columns();
    HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
    double[] values = new double[order];
    double[] gradients = new double[order];
    return PlainOperations.operation(
        () -> {
          for (int row = 0; row < factors.rows(); row++) {
            expand(polynomial, factors, row, values);
            for (int i = 0; i < order; i++) {
              coefficients.set(row, i, polynomial.coefficient(i));
            }
          }
        },
        () -> {
          Cells.begin(factors);
          for (int row = 0; row < factors.rows(); row++) {
            expand(polynomial, factors, row, values);
            for (int i = 0; i < order; i++) {
              gradients[i] = coefficients.gradientAt(row, i);
            }
            polynomial.backward(gradients, values);
            for (int i = 0; i < order; i++) {
              Cells.add(factors, row, i, values[i]);
            }
          }
        });
  }

  private static void expand(
      HurwitzPolynomial polynomial, Tensor factors, int row, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = factors.get(row, i);
    }
    polynomial.expand(values);
  }
}
