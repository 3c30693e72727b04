package org.statescope.analysis.checkpoint.family;

import java.io.IOException;

/// The diagonal part of a layer of S4 or S4D. The code of these models has changed its names and
/// its sign three times; the names say which it is.
///
/// @param systems how many diagonals there are; channel h uses diagonal h mod systems
/// @param states complex states of each, of which the conjugates are not stored
/// @param real Re λ, systems × states
/// @param imaginary Im λ
/// @param steps Δ of each channel
record S4Parameters(
    int systems, int states, double[] real, double[] imaginary, ImpliedSteps steps) {

  /// A way to store λ = −exp(real) + sign·i·imaginary, and log Δ.
  ///
  /// @param real the name of log(−Re λ)
  enum Layout {
    /// Version 4: the imaginary part is negated.
    NEGATED("A_real", "A_imag", "inv_dt", -1),
    /// The short S4D module.
    MINIMAL("log_A_real", "A_imag", "log_dt", 1),
    /// Version 3, diagonal.
    DIAGONAL("inv_A_real", "A_imag", "log_dt", 1),
    /// Version 2 and 3, with a low-rank part.
    LOW_RANK("inv_w_real", "w_imag", "log_dt", 1);

    private final String real;
    private final String imaginary;
    private final String step;
    private final int sign;

    Layout(String real, String imaginary, String step, int sign) {
      this.real = real;
      this.imaginary = imaginary;
      this.step = step;
      this.sign = sign;
    }

    String real() {
      return real;
    }

    String imaginary() {
      return imaginary;
    }
  }

  /// @param channels how many channels the layer has; the steps are (channels) or (channels, 1)
  static S4Parameters read(TensorIndex tensors, String layer, Layout layout, int channels)
      throws IOException {
    long[] shape = tensors.shape(layer + layout.real, 2);
    double[] real = tensors.doubles(layer + layout.real);
    double[] imaginary = tensors.doubles(layer + layout.imaginary, real.length);
    for (int i = 0; i < real.length; i++) {
      real[i] = -Math.exp(real[i]);
      imaginary[i] *= layout.sign;
    }
    int systems = (int) shape[0];
    if (channels % systems != 0) {
      throw tensors.failure(
          "its layer " + layer + " has " + systems + " diagonals for " + channels + " channels");
    }
    ImpliedSteps steps =
        tensors.has(layer + layout.step)
            ? ImpliedSteps.exponential(tensors.doubles(layer + layout.step, channels))
            : ImpliedSteps.UNKNOWN;
    return new S4Parameters(systems, (int) shape[1], real, imaginary, steps);
  }

  double real(int channel, int state) {
    return real[channel % systems * states + state];
  }

  double imaginary(int channel, int state) {
    return imaginary[channel % systems * states + state];
  }
}
