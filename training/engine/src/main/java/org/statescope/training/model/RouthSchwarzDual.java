package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The transpose of [RouthSchwarz]: B open, C = √(2g) e_Nᵀ fixed; the observability Gramian is I.
final class RouthSchwarzDual implements StateSpaceStructure {
  private final SchwarzParameters parameters;
  private final OpenEnd input;

  RouthSchwarzDual(ModelTape tape, String prefix, ModelConfiguration model) {
    parameters = new SchwarzParameters(tape, prefix, model);
    input = new OpenEnd(tape, prefix + "B", model);
  }

  @Override
  public int selectiveWidth() {
    return input.selectiveWidth();
  }

  /// Those of the companion form, whose poles it starts with.
  @Override
  public StepRange initialSteps() {
    return CompanionCoefficients.INITIAL_STEPS;
  }

  @Override
  public Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection) {
    Tensor fg = parameters.record(tape, name); // (order) or (channels, order)
    Tensor b = input.of(selection); // (batch, length, order), or of the shape of fg
    return tape.schwarzDualScan(name, signals, fg, b); // (batch, length, channels)
  }

  @Override
  public StateMatrix stateMatrix() {
    return parameters.stateMatrix(true);
  }

  @Override
  public double[] meanInputVector(Tensor selection) {
    return input.mean(selection);
  }

  @Override
  public double[] meanOutputVector(Tensor selection) {
    return parameters.meanFixedVector();
  }
}
