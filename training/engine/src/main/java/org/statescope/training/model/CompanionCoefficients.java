package org.statescope.training.model;

import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Tensor;

/// The coefficients a_0 … a_{N−1} of a layer's companion matrices and the N parameters they come
/// from. See [InitialPoles] for where they start.
final class CompanionCoefficients {
  // The poles lie within the unit disc where Mamba's reach to −N, so Δ starts larger: impulse
  // responses of some 4 to 200 tokens, about those of Mamba's channels.
  static final StateSpaceStructure.StepRange INITIAL_STEPS =
      new StateSpaceStructure.StepRange(0.1, 2);

  private final CoefficientParameterisation parameterisation;
  private final int order;
  private final Tensor parameters;

  CompanionCoefficients(ModelTape tape, String prefix, ModelConfiguration model) {
    parameterisation = model.requireCanonical().coefficients();
    order = model.order();
    int[] shape = CanonicalShape.of(model);
    double[] factors = InitialPoles.factors(order);
    parameters =
        switch (parameterisation) {
          case HURWITZ ->
              tape.parameterWithoutDecay(
                  prefix + "A_factors", (random, index) -> factors[index % order], shape);
          case FREE -> {
            HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
            polynomial.expand(factors);
            yield tape.parameterWithoutDecay(
                prefix + "A_coefficients",
                (random, index) -> polynomial.coefficient(index % order),
                shape);
          }
        };
  }

  Tensor record(ModelTape tape, String name) {
    return switch (parameterisation) {
      case HURWITZ -> tape.hurwitzCoefficients(name + ".coefficients", parameters);
      case FREE -> parameters;
    };
  }

  /// The matrices at the present parameters.
  StateMatrix.Companion stateMatrix(boolean transposed) {
    double[] values = parameters.values();
    if (parameterisation == CoefficientParameterisation.HURWITZ) {
      HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
      for (int first = 0; first < values.length; first += order) {
        double[] factors = new double[order];
        System.arraycopy(values, first, factors, 0, order);
        polynomial.expand(factors);
        for (int n = 0; n < order; n++) {
          values[first + n] = polynomial.coefficient(n);
        }
      }
    }
    return new StateMatrix.Companion(order, values, transposed);
  }

  /// Whether nothing keeps the poles in the left half-plane.
  boolean canBecomeUnstable() {
    return parameterisation == CoefficientParameterisation.FREE;
  }
}
