package org.statescope.training.inference;

import java.util.Arrays;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;

/// Mamba: h ← Ā ⊙ h + B̄ ⊙ B u, y = C·h, Ā and B̄ by [DiagonalStep], with A = −exp(A_log), a row
/// per channel.
final class DiagonalSystems implements ChannelSystems {
  private final Discretisation rule;
  private final int order;
  private final float[] a;
  private final float[] state;

  private DiagonalSystems(Discretisation rule, float[] a, int order) {
    this.rule = rule;
    this.a = a;
    this.order = order;
    state = new float[a.length];
  }

  static DiagonalSystems read(WeightFiles weights, String prefix, ModelConfiguration model)
      throws ModelFolderException {
    float[] a = weights.read(prefix + "A_log", model.channels(), model.order());
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) -Math.exp(a[i]);
    }
    return new DiagonalSystems(model.discretisation(), a, model.order());
  }

  @Override
  public double advance(int channel, double u, double step, float[] selection) {
    int b = selection.length - 2 * order;
    int c = selection.length - order;
    float y = 0;
    for (int n = 0; n < order; n++) {
      int at = channel * order + n;
      DiagonalStep pole = DiagonalStep.of(rule, step, a[at]);
      float driven = (float) (pole.gain() * u);
      float h = (float) pole.decay() * state[at] + driven * selection[b + n];
      state[at] = h;
      y += selection[c + n] * h;
    }
    return y;
  }

  @Override
  public double[] stateMatrices() {
    double[] poles = new double[a.length];
    Arrays.setAll(poles, i -> a[i]);
    return poles;
  }

  @Override
  public int systems() {
    return a.length / order;
  }

  @Override
  public VectorRecorder inputRecorder(int tokens) {
    return new VectorRecorder(tokens, 1, order);
  }

  @Override
  public VectorRecorder outputRecorder(int tokens) {
    return new VectorRecorder(tokens, 1, order);
  }

  @Override
  public void record(float[] selection, VectorRecorder input, VectorRecorder output) {
    input.add(selection, selection.length - 2 * order);
    output.add(selection, selection.length - order);
  }

  @Override
  public double energy(int channel) {
    return Scalars.squares(state, channel * order, order);
  }

  @Override
  public void reset() {
    Arrays.fill(state, 0);
  }
}
