package org.statescope.training.edit;

import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.checkpoint.TensorEntry;
import org.statescope.analysis.lti.Complex;

/// The modes of a companion layer that its open end never reaches, because an earlier edit removed
/// them.
///
/// - Formula: the open end of a token is W u, so mode j has the residue vⱼᵀ W u with (vⱼ)ₖ ∝ λⱼᵏ;
///   it is silent where ‖vⱼᵀ W‖ ≤ 10⁻⁶ ‖vⱼ‖ ‖W‖, which is what floats leave of a removed one.
final class SilentModes {
  private static final double SILENCE = 1e-6;

  private SilentModes() {}

  /// The numbers of their states.
  ///
  /// @param openEnd whose last order rows, or entries, make the open end
  static List<Integer> of(TensorEntry openEnd, List<Complex> poles) {
    float[] values = openEnd.floats();
    int columns = openEnd.shape().length == 1 ? 1 : (int) openEnd.shape()[1];
    int first = values.length - poles.size() * columns;
    List<Integer> silent = new ArrayList<>();
    for (int state = 0; state < poles.size(); state++) {
      if (share(values, first, columns, poles.get(state), poles.size()) <= SILENCE) {
        silent.add(state);
      }
    }
    return silent;
  }

  /// ‖vᵀ W‖ / (‖v‖ ‖W‖); 1 where W is 0.
  private static double share(float[] values, int first, int columns, Complex pole, int order) {
    double reached = 0;
    double weights = 0;
    for (int column = 0; column < columns; column++) {
      Complex sum = Complex.ZERO;
      for (int k = order - 1; k >= 0; k--) {
        double weight = values[first + k * columns + column];
        sum = sum.times(pole).plus(Complex.real(weight));
        weights += weight * weight;
      }
      reached += sum.real() * sum.real() + sum.imaginary() * sum.imaginary();
    }
    double powers = 0;
    for (int k = 0; k < order; k++) {
      powers += Math.pow(pole.modulus(), 2.0 * k);
    }
    return weights == 0 ? 1 : Math.sqrt(reached / (powers * weights));
  }
}
