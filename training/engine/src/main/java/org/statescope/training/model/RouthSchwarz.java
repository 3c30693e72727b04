package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Routh–Schwarz: A = S − g e_N e_Nᵀ with S skew and tridiagonal, B = √(2g) e_N fixed, C open;
/// bilinear step. A + Aᵀ = −BBᵀ, so the controllability Gramian is I and no step, whatever Δ,
/// lengthens the state.
final class RouthSchwarz implements StateSpaceStructure {
  private final SchwarzParameters parameters;
  private final OpenEnd output;

  RouthSchwarz(ModelTape tape, String prefix, ModelConfiguration model) {
    parameters = new SchwarzParameters(tape, prefix, model);
    output = new OpenEnd(tape, prefix + "C", model);
  }

  @Override
  public int selectiveWidth() {
    return output.selectiveWidth();
  }

  /// Those of the companion form, whose poles it starts with.
  @Override
  public StepRange initialSteps() {
    return CompanionCoefficients.INITIAL_STEPS;
  }

  @Override
  public Tensor scan(ModelTape tape, String name, ScanSignals signals, Tensor selection) {
    Tensor fg = parameters.record(tape, name); // (order) or (channels, order)
    Tensor c = output.of(selection); // (batch, length, order), or of the shape of fg
    return tape.schwarzScan(name, signals, fg, c); // (batch, length, channels)
  }

  @Override
  public StateMatrix stateMatrix() {
    return parameters.stateMatrix(false);
  }

  @Override
  public double[] meanInputVector(Tensor selection) {
    return parameters.meanFixedVector();
  }

  @Override
  public double[] meanOutputVector(Tensor selection) {
    return output.mean(selection);
  }
}
