package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// SO-Mamba (arXiv 2409.00563): the transposed companion matrix, C = e_Nᵀ fixed, B open; bilinear
/// step.
final class ObservableCompanion implements StateSpaceStructure {
  private final int order;
  private final CompanionCoefficients coefficients;
  private final OpenEnd input;

  ObservableCompanion(ModelTape tape, String prefix, ModelConfiguration model) {
    order = model.order();
    coefficients = new CompanionCoefficients(tape, prefix, model);
    input = new OpenEnd(tape, prefix + "B", model);
  }

  @Override
  public int selectiveWidth() {
    return input.selectiveWidth();
  }

  @Override
  public StepRange initialSteps() {
    return CompanionCoefficients.INITIAL_STEPS;
  }

  @Override
  public Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection) {
    Tensor a = coefficients.record(tape, name); // (order) or (channels, order)
    Tensor b = input.of(selection); // (batch, length, order), or of the shape of a
    return tape.observableCompanionScan(name, signals, a, b); // (batch, length, channels)
  }

  @Override
  public StateMatrix stateMatrix() {
    return coefficients.stateMatrix(true);
  }

  @Override
  public boolean canBecomeUnstable() {
    return coefficients.canBecomeUnstable();
  }

  @Override
  public double[] meanInputVector(Tensor selection) {
    return input.mean(selection);
  }

  @Override
  public double[] meanOutputVector(Tensor selection) {
    return CanonicalShape.lastUnit(order, 1);
  }
}
