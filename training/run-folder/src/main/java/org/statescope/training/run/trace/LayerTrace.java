package org.statescope.training.run.trace;

/// The recurrence of one layer along a text of T tokens.
///
/// @param order states of a system
/// @param channels sequences that the layer carries
/// @param stateMatrices A of each system: `(systems, order)` where all are diagonal, else
///   `(systems, order, order)` row-major
/// @param systems how many different A: one per channel or head, or 1 that all channels share
/// @param steps Δ, `(T, columns)`, a column per channel or per head
/// @param energies ‖h_t‖² of each channel's state after each token, `(T, channels)`
/// @param input B
/// @param output C
public record LayerTrace(
    int order,
    int channels,
    double[] stateMatrices,
    int systems,
    float[] steps,
    float[] energies,
    VectorTrace input,
    VectorTrace output) {
  public LayerTrace {
    long states = (long) systems * order;
    if (stateMatrices.length != states && stateMatrices.length != states * order) {
      throw new IllegalArgumentException(
          "%d entries are not %d state matrices of order %d."
              .formatted(stateMatrices.length, systems, order));
    }
    if (energies.length % channels != 0
        || energies.length == 0
        || steps.length % (energies.length / channels) != 0) {
      throw new IllegalArgumentException(
          "%d steps and %d energies do not fit %d channels."
              .formatted(steps.length, energies.length, channels));
    }
    if (input.order() != order || output.order() != order) {
      throw new IllegalArgumentException("B and C need %d entries each.".formatted(order));
    }
  }

  /// Tokens of the text.
  public int tokens() {
    return energies.length / channels;
  }

  /// Whether A is diagonal, so that the poles do not mix.
  public boolean isDiagonal() {
    return stateMatrices.length == systems * order;
  }

  /// Δ of a channel at a token.
  public double step(int token, int channel) {
    int columns = steps.length / tokens();
    return steps[token * columns + (int) ((long) channel * columns / channels)];
  }

  /// ‖h‖² of a channel after a token.
  public double energy(int token, int channel) {
    return energies[token * channels + channel];
  }

  /// B of a channel at a token.
  public double[] input(int token, int channel) {
    return input.at(token, channel, channels);
  }

  /// C of a channel at a token.
  public double[] output(int token, int channel) {
    return output.at(token, channel, channels);
  }

  /// A of a channel, row-major `(order, order)`.
  public double[] stateMatrix(int channel) {
    int system = (int) ((long) channel * systems / channels);
    double[] a = new double[order * order];
    if (isDiagonal()) {
      for (int n = 0; n < order; n++) {
        a[n * order + n] = stateMatrices[system * order + n];
      }
    } else {
      System.arraycopy(stateMatrices, system * a.length, a, 0, a.length);
    }
    return a;
  }
}
