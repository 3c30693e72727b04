package org.statescope.training.model;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// SC-Mamba (arXiv 2409.00563): one companion matrix A for all channels of a layer, B = e_N fixed,
/// C from the token; bilinear step. The N parameters of A are its coefficients or the factors of a
/// Hurwitz polynomial. See [InitialPoles] for where the poles start.
final class ControllableCompanion implements StateSpaceStructure {
  // The poles lie within the unit disc where Mamba's reach to −N, so Δ starts larger: impulse
  // responses of some 4 to 200
  // tokens, about those of Mamba's channels.
  private static final StepRange INITIAL_STEPS = new StepRange(0.1, 2);

  private final int order;
  private final CoefficientParameterisation parameterisation;
  private final Tensor parameters;
  private @Nullable Tensor coefficients;

  ControllableCompanion(ModelTape tape, String prefix, ModelConfiguration model) {
    order = model.order();
    parameterisation = model.requireCanonical().coefficients();
    double[] factors = InitialPoles.factors(order);
    parameters =
        switch (parameterisation) {
          case HURWITZ ->
              tape.parameterWithoutDecay(
                  prefix + "A_factors", (random, index) -> factors[index], order);
          case FREE -> {
            HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
            polynomial.expand(factors);
            yield tape.parameterWithoutDecay(
                prefix + "A_coefficients", (random, index) -> polynomial.coefficient(index), order);
          }
        };
  }

  @Override
  public int selectiveWidth() {
    return order;
  }

  @Override
  public StepRange initialSteps() {
    return INITIAL_STEPS;
  }

  @Override
  public Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection) {
    Tensor a = // (order)
        switch (parameterisation) {
          case HURWITZ -> tape.hurwitzCoefficients(name + ".coefficients", parameters);
          case FREE -> parameters;
        };
    coefficients = a;
    Tensor c = outputVector(selection); // (batch, length, order)
    return tape.companionScan(name, signals, a, c); // (batch, length, channels)
  }

  @Override
  public StateMatrix stateMatrix() {
    if (coefficients == null) {
      throw new IllegalStateException("the recurrence has not been recorded");
    }
    return new StateMatrix.Companion(Means.values(coefficients));
  }

  @Override
  public double[] meanInputVector(Tensor selection) {
    double[] last = new double[order];
    last[order - 1] = 1;
    return last;
  }

  @Override
  public double[] meanOutputVector(Tensor selection) {
    return Means.ofColumns(outputVector(selection));
  }

  private Tensor outputVector(Tensor selection) {
    return selection.columns(selection.columns() - order, selection.columns());
  }
}
