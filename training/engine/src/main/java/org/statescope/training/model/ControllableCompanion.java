package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// SC-Mamba (arXiv 2409.00563): a companion matrix A, B = e_N fixed, C open; bilinear step.
final class ControllableCompanion implements StateSpaceStructure {
  private final int order;
  private final CompanionCoefficients coefficients;
  private final OpenEnd output;

  ControllableCompanion(ModelTape tape, String prefix, ModelConfiguration model) {
    order = model.order();
    coefficients = new CompanionCoefficients(tape, prefix, model);
    output = new OpenEnd(tape, prefix + "C", model);
  }

  @Override
  public int selectiveWidth() {
    return output.selectiveWidth();
  }

  @Override
  public StepRange initialSteps() {
    return CompanionCoefficients.INITIAL_STEPS;
  }

  @Override
  public Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection) {
    Tensor a = coefficients.record(tape, name); // (order) or (channels, order)
    Tensor c = output.of(selection); // (batch, length, order), or of the shape of a
    return tape.companionScan(name, signals, a, c); // (batch, length, channels)
  }

  @Override
  public StateMatrix stateMatrix() {
    return coefficients.stateMatrix(false);
  }

  @Override
  public boolean canBecomeUnstable() {
    return coefficients.canBecomeUnstable();
  }

  @Override
  public double[] meanInputVector(Tensor selection) {
    return CanonicalShape.lastUnit(order, 1);
  }

  @Override
  public double[] meanOutputVector(Tensor selection) {
    return output.mean(selection);
  }
}
