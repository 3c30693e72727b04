package org.statescope.training.trainer;

/// Routh's test: whether all roots of s^N + a_{N−1} s^(N−1) + … + a_0 have negative real parts, in
/// N²/2 operations and without the roots. In double; a root within rounding of the imaginary axis
/// may be judged either way. Allocates nothing but two rows.
final class RouthTest {
  private RouthTest() {}

  /// @param coefficients holds a_0 … a_{N−1} from index `from`
  static boolean isHurwitz(double[] coefficients, int from, int order) {
    double[] upper = new double[order / 2 + 2];
    double[] lower = new double[order / 2 + 2];
    upper[0] = 1;
    for (int power = order - 1; power >= 0; power--) {
      int below = order - power;
      (below % 2 == 0 ? upper : lower)[below / 2] = coefficients[from + power];
    }
    for (int row = 0; row < order; row++) {
      if (!(lower[0] > 0)) {
        return false;
      }
      double ratio = upper[0] / lower[0];
      for (int i = 0; i + 1 < upper.length; i++) {
        double next = upper[i + 1] - ratio * lower[i + 1];
        upper[i] = lower[i];
        lower[i] = next;
      }
    }
    return true;
  }
}
