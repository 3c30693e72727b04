package org.statescope.training.inference;

import java.util.function.IntToDoubleFunction;
import org.statescope.training.run.trace.LayerTrace;

/// Writes down what the recurrence of a layer does with each token.
final class LayerRecorder {
  private final int order;
  private final int channels;
  private final double[] stateMatrices;
  private final int systems;
  private final float[] steps;
  private final float[] energies;
  private final VectorRecorder input;
  private final VectorRecorder output;
  private int stepsWritten;
  private int energiesWritten;

  /// @param stateMatrices of all systems, as [LayerTrace] has them
  /// @param columns how many Δ a token gives
  LayerRecorder(
      int tokens,
      int order,
      int channels,
      double[] stateMatrices,
      int systems,
      int columns,
      VectorRecorder input,
      VectorRecorder output) {
    this.order = order;
    this.channels = channels;
    this.stateMatrices = stateMatrices;
    this.systems = systems;
    this.input = input;
    this.output = output;
    steps = new float[tokens * columns];
    energies = new float[tokens * channels];
  }

  VectorRecorder input() {
    return input;
  }

  VectorRecorder output() {
    return output;
  }

  /// Adds the Δ of the next token.
  void steps(float[] delta) {
    System.arraycopy(delta, 0, steps, stepsWritten, delta.length);
    stepsWritten += delta.length;
  }

  /// Adds the energies of the states after the next token.
  void energies(IntToDoubleFunction ofChannel) {
    for (int channel = 0; channel < channels; channel++) {
      energies[energiesWritten++] = (float) ofChannel.applyAsDouble(channel);
    }
  }

  LayerTrace trace() {
    return new LayerTrace(
        order, channels, stateMatrices, systems, steps, energies, input.trace(), output.trace());
  }
}
