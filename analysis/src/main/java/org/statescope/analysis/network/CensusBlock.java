package org.statescope.analysis.network;

/// The answers for a run of neighbouring systems of one layer, in columns.
///
/// Matrices are row-major, a row for each system. What does not exist because a system is not
/// stable is infinite.
///
/// @param layer index of the layer in its network
/// @param first index of the first system in its layer
/// @param count how many systems
/// @param order states of each
/// @param polesReal real parts of the poles, count×order; in the order of the bank where it lists
///   poles, a complex one before its conjugate, and sorted otherwise
/// @param polesImaginary imaginary parts of the poles, count×order
/// @param stabilityMargin distance of the nearest pole from the boundary of stability, negative for
///   an unstable system
/// @param controllable whether every state can be reached
/// @param observable whether every state can be seen
/// @param hautusControllability the smallest singular value of [λI − A, b] over the poles, or for
///   diagonal banks an upper bound that is close wherever it is small beside the pole's distance
///   from its neighbours
/// @param hautusObservability the dual
/// @param controllabilityCondition ‖W_c‖‖W_c⁻¹‖, Frobenius
/// @param observabilityCondition ‖W_o‖‖W_o⁻¹‖, Frobenius
/// @param hankelSingularValues in falling order, count×order
/// @param trustedAbove the size below which a Hankel singular value may be all rounding; 0, or next
///   to it, where every one has relative accuracy
public record CensusBlock(
    int layer,
    int first,
    int count,
    int order,
    double[] polesReal,
    double[] polesImaginary,
    double[] stabilityMargin,
    Answer[] controllable,
    Answer[] observable,
    double[] hautusControllability,
    double[] hautusObservability,
    double[] controllabilityCondition,
    double[] observabilityCondition,
    double[] hankelSingularValues,
    double[] trustedAbove) {

  static CensusBlock empty(int layer, int first, int count, int order) {
    return new CensusBlock(
        layer,
        first,
        count,
        order,
        new double[count * order],
        new double[count * order],
        new double[count],
        new Answer[count],
        new Answer[count],
        new double[count],
        new double[count],
        new double[count],
        new double[count],
        new double[count * order],
        new double[count]);
  }

  /// How many states of a system add less than a tolerance, relative to its largest Hankel singular
  /// value; 0 for a system that is not stable.
  public int negligibleStates(int index, double tolerance) {
    Vectors.requireIndex(index, count);
    if (!(tolerance >= 0) || tolerance >= 1) {
      throw new IllegalArgumentException(
          "The tolerance is " + tolerance + " but must be from 0 to less than 1");
    }
    double largest = hankelSingularValues[index * order];
    int negligible = 0;
    for (int k = 0; k < order && largest < Double.POSITIVE_INFINITY; k++) {
      if (hankelSingularValues[index * order + k] <= tolerance * largest) {
        negligible++;
      }
    }
    return negligible;
  }
}
