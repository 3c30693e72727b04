package org.statescope.training.inference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.HurwitzPolynomial;

/// The canonical forms under the bilinear rule: (I − δA) h' = (I + δA) h + 2δ B u, δ = Δ/2,
/// computed as h' = 2 (I − δA)⁻¹ (h + δ B u) − h.
///
/// One end is fixed, e_N or √(2g) e_N: B in a controllable form, C in an observable one. The other
/// is open: the last columns of the selection, or a parameter.
final class CanonicalSystems implements ChannelSystems {
  private final int order;
  private final boolean shared;
  private final boolean observable;
  private final StepSolver solver;

  /// The last entry of the fixed end, for each system.
  private final double[] fixed;

  private final float @Nullable [] open;
  private final double[] state;
  private final double[] work;

  private CanonicalSystems(
      ModelConfiguration model,
      boolean observable,
      StepSolver solver,
      double[] fixed,
      float @Nullable [] open) {
    order = model.order();
    shared = model.requireCanonical().sharing() == Sharing.LAYER;
    this.observable = observable;
    this.solver = solver;
    this.fixed = fixed;
    this.open = open;
    state = new double[model.channels() * order];
    work = new double[order];
  }

  static CanonicalSystems read(WeightFiles weights, String prefix, ModelConfiguration model)
      throws ModelFolderException {
    SsmStructure structure = model.structure();
    boolean observable =
        structure == SsmStructure.SO_MAMBA || structure == SsmStructure.ROUTH_SCHWARZ_DUAL;
    long[] shape =
        model.requireCanonical().sharing() == Sharing.LAYER
            ? new long[] {model.order()}
            : new long[] {model.channels(), model.order()};
    float[] open =
        model.requireCanonical().readout() == Readout.STATIC
            ? weights.read(prefix + (observable ? "B" : "C"), shape)
            : null;
    double[] fixed = new double[model.systems()];
    Arrays.fill(fixed, 1);
    if (structure.isCompanion()) {
      double[] a = coefficients(weights, prefix, model, shape);
      CompanionSolver solver = new CompanionSolver(model.order(), a, observable);
      return new CanonicalSystems(model, observable, solver, fixed, open);
    }
    double[] fg = doubles(weights.read(prefix + "A_schwarz", shape));
    Arrays.setAll(fg, i -> HurwitzPolynomial.positive(fg[i]));
    Arrays.setAll(fixed, system -> Math.sqrt(2 * fg[(system + 1) * model.order() - 1]));
    SchwarzSolver solver = new SchwarzSolver(model.order(), fg, observable);
    return new CanonicalSystems(model, observable, solver, fixed, open);
  }

  private static double[] coefficients(
      WeightFiles weights, String prefix, ModelConfiguration model, long[] shape)
      throws ModelFolderException {
    if (model.requireCanonical().coefficients() == CoefficientParameterisation.FREE) {
      return doubles(weights.read(prefix + "A_coefficients", shape));
    }
    double[] factors = doubles(weights.read(prefix + "A_factors", shape));
    int order = model.order();
    HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
    double[] a = new double[factors.length];
    for (int first = 0; first < a.length; first += order) {
      polynomial.expand(Arrays.copyOfRange(factors, first, first + order));
      for (int n = 0; n < order; n++) {
        a[first + n] = polynomial.coefficient(n);
      }
    }
    return a;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  @Override
  public double advance(int channel, double u, double step, float[] selection) {
    int system = shared ? 0 : channel;
    int first = channel * order;
    double delta = step / 2;
    float[] vector = open == null ? selection : open;
    int at = open == null ? selection.length - order : system * order;
    for (int n = 0; n < order; n++) {
      double b = observable ? vector[at + n] : n == order - 1 ? fixed[system] : 0;
      work[n] = state[first + n] + delta * b * u;
    }
    solver.solve(system, delta, work);
    double y = 0;
    for (int n = 0; n < order; n++) {
      double h = 2 * work[n] - state[first + n];
      state[first + n] = h;
      y += observable ? 0 : vector[at + n] * h;
    }
    return observable ? fixed[system] * state[first + order - 1] : y;
  }

  @Override
  public double[] stateMatrices() {
    double[] all = new double[fixed.length * order * order];
    for (int system = 0; system < fixed.length; system++) {
      double[] a = solver.stateMatrix(system);
      System.arraycopy(a, 0, all, system * a.length, a.length);
    }
    return all;
  }

  @Override
  public int systems() {
    return fixed.length;
  }

  @Override
  public VectorRecorder inputRecorder(int tokens) {
    return observable ? openRecorder(tokens) : fixedRecorder();
  }

  @Override
  public VectorRecorder outputRecorder(int tokens) {
    return observable ? fixedRecorder() : openRecorder(tokens);
  }

  private VectorRecorder openRecorder(int tokens) {
    if (open == null) {
      return new VectorRecorder(tokens, 1, order);
    }
    VectorRecorder constant = new VectorRecorder(1, open.length / order, order);
    constant.add(open, 0);
    return constant;
  }

  private VectorRecorder fixedRecorder() {
    float[] ends = new float[fixed.length * order];
    for (int system = 0; system < fixed.length; system++) {
      ends[(system + 1) * order - 1] = (float) fixed[system];
    }
    VectorRecorder constant = new VectorRecorder(1, fixed.length, order);
    constant.add(ends, 0);
    return constant;
  }

  @Override
  public void record(float[] selection, VectorRecorder input, VectorRecorder output) {
    if (open == null) {
      (observable ? input : output).add(selection, selection.length - order);
    }
  }

  @Override
  public double energy(int channel) {
    double sum = 0;
    for (int n = channel * order; n < (channel + 1) * order; n++) {
      sum += state[n] * state[n];
    }
    return sum;
  }

  @Override
  public void reset() {
    Arrays.fill(state, 0);
  }
}
