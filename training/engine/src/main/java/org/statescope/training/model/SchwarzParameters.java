package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Tensor;

/// f_1 … f_{N−1} and g of a layer's Routh–Schwarz matrices, positive for every value of their N
/// parameters. They start where A has the same poles as a companion form ([InitialPoles]).
final class SchwarzParameters {
  private final int order;
  private final Tensor parameters;

  SchwarzParameters(ModelTape tape, String prefix, ModelConfiguration model) {
    order = model.order();
    double[] start = SchwarzStart.ofPoles(InitialPoles.factors(order));
    parameters =
        tape.parameterWithoutDecay(
            prefix + "A_schwarz",
            (random, index) -> HurwitzPolynomial.inversePositive(start[index % order]),
            CanonicalShape.of(model));
  }

  Tensor record(ModelTape tape, String name) {
    return tape.positive(name + ".schwarz", parameters);
  }

  /// The matrices at the present parameters.
  StateMatrix.Schwarz stateMatrix(boolean transposed) {
    double[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = HurwitzPolynomial.positive(values[i]);
    }
    return new StateMatrix.Schwarz(order, values, transposed);
  }

  /// √(2g) e_N, the mean over the layer's systems.
  double[] meanFixedVector() {
    double[] values = stateMatrix(false).parameters();
    double sum = 0;
    for (int last = order - 1; last < values.length; last += order) {
      sum += Math.sqrt(2 * values[last]);
    }
    return CanonicalShape.lastUnit(order, sum * order / values.length);
  }
}
