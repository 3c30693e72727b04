package org.statescope.training.model;

import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Mamba (S6, arXiv 2312.00752): A = −exp(A_log), diagonal, a row per channel, starting at −1 … −N;
/// B and C from the token; any of the rules of [org.statescope.training.tensor.Backend].
final class SelectiveDiagonal implements StateSpaceStructure {
  private static final StepRange INITIAL_STEPS = new StepRange(1e-3, 1e-1);

  private final int order;
  private final Discretisation rule;
  private final Tensor logarithm;

  SelectiveDiagonal(ModelTape tape, String prefix, ModelConfiguration model) {
    order = model.order();
    rule = model.discretisation();
    logarithm =
        tape.parameterWithoutDecay(
            prefix + "A_log",
            (random, index) -> Math.log(index % order + 1),
            model.channels(),
            order);
  }

  @Override
  public int selectiveWidth() {
    return 2 * order;
  }

  @Override
  public StepRange initialSteps() {
    return INITIAL_STEPS;
  }

  @Override
  public Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection) {
    Tensor a = tape.negativeExponential(name + ".A", logarithm); // (channels, order)
    Tensor b = inputVector(selection); // (batch, length, order)
    Tensor c = outputVector(selection); // (batch, length, order)
    return tape.selectiveScan(name, signals, rule, a, b, c); // (batch, length, channels)
  }

  @Override
  public StateMatrix stateMatrix() {
    double[] poles = logarithm.values();
    for (int i = 0; i < poles.length; i++) {
      poles[i] = -Math.exp(poles[i]);
    }
    return new StateMatrix.Diagonal(poles);
  }

  @Override
  public double[] meanInputVector(Tensor selection) {
    return Means.ofColumns(inputVector(selection));
  }

  @Override
  public double[] meanOutputVector(Tensor selection) {
    return Means.ofColumns(outputVector(selection));
  }

  private Tensor inputVector(Tensor selection) {
    int first = selection.columns() - 2 * order;
    return selection.columns(first, first + order);
  }

  private Tensor outputVector(Tensor selection) {
    return selection.columns(selection.columns() - order, selection.columns());
  }
}
