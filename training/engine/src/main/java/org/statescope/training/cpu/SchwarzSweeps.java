package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// What the Schwarz recurrence and its dual share: [CanonicalStep] with [SchwarzMatrix], in two
/// sweeps over the states a token, whose arithmetic is in the documentation of those two. The dual
/// has the transposed matrix.
///
/// Forward the first sweep eliminates and the second substitutes back and updates the state.
/// Backward the first eliminates and the second substitutes back and differentiates.
abstract class SchwarzSweeps extends ScanStep {
  final SchwarzMatrix schwarz;

  /// y_i / d_i of the elimination.
  final float[] quotients;

  SchwarzSweeps(
      CanonicalScan scan, SignalBlock block, OpenVector open, SchwarzMatrix matrix, int padded) {
    super(scan, block, open, matrix, padded);
    schwarz = matrix;
    quotients = new float[order * LANES];
  }

  /// The first sweep of token t backward, from the gradient of its h'.
  final void eliminate(int t, int at) {
    int last = (order - 1) * LANES;
    int from = t * order * LANES;
    float[] inverses = schwarz.inverses;
    float[] multipliers = schwarz.multipliers;
    FloatVector y = fromArray(SPECIES, stateGradient, at);
    for (int i = 0; i < last; i += LANES) {
      y.mul(fromArray(SPECIES, inverses, from + i)).intoArray(quotients, i);
      y =
          y.fma(
              fromArray(SPECIES, multipliers, from + i),
              fromArray(SPECIES, stateGradient, at + LANES + i));
    }
    y.mul(fromArray(SPECIES, inverses, from + last)).intoArray(quotients, last);
  }
}
