package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The elementwise arithmetic of a scan's signals, on the first `count` values of arrays packed
/// `(token, lane)`; rows of one value a lane belong to the channels. Loops as in [PackedRows].
final class SignalMath {
  private SignalMath() {}

  /// x + row.
  static void shift(float[] x, float[] row, int count) {
    FloatVector shift = fromArray(SPECIES, row, 0);
    for (int i = 0; i < count; i += LANES) {
      fromArray(SPECIES, x, i).add(shift).intoArray(x, i);
    }
  }

  /// softplus' where softplus was Δ: 1 − e^−Δ.
  static void softplusSlope(float[] delta, float[] slope, int count) {
    VectorMath.expOfNegative(delta, 0, slope, 0, count);
    for (int i = 0; i < count; i += LANES) {
      FloatVector.broadcast(SPECIES, 1f).sub(fromArray(SPECIES, slope, i)).intoArray(slope, i);
    }
  }

  /// to = y + d ⊙ u.
  static void feedThrough(float[] y, float[] d, float[] u, float[] to, int count) {
    FloatVector gain = fromArray(SPECIES, d, 0);
    for (int i = 0; i < count; i += LANES) {
      fromArray(SPECIES, u, i).fma(gain, fromArray(SPECIES, y, i)).intoArray(to, i);
    }
  }

  /// y ⊙ SiLU(z). SiLU(z) = z σ(z), σ(z) = 1 / (1 + e^−z).
  static void gate(float[] y, float[] z, float[] scratch, int count) {
    VectorMath.expOfNegative(z, 0, scratch, 0, count);
    for (int i = 0; i < count; i += LANES) {
      FloatVector sigmoid =
          FloatVector.broadcast(SPECIES, 1f).div(fromArray(SPECIES, scratch, i).add(1f));
      fromArray(SPECIES, y, i).mul(fromArray(SPECIES, z, i).mul(sigmoid)).intoArray(y, i);
    }
  }

  /// The gradient of y ⊙ SiLU(z) becomes that of y, and z becomes the factor of y in the gradient
  /// of z: σ(z)(1 + z − z σ(z)) times the former.
  static void gateGradient(float[] dy, float[] z, float[] scratch, int count) {
    VectorMath.expOfNegative(z, 0, scratch, 0, count);
    for (int i = 0; i < count; i += LANES) {
      FloatVector gate = fromArray(SPECIES, z, i);
      FloatVector upstream = fromArray(SPECIES, dy, i);
      FloatVector sigmoid =
          FloatVector.broadcast(SPECIES, 1f).div(fromArray(SPECIES, scratch, i).add(1f));
      FloatVector silu = gate.mul(sigmoid);
      upstream.mul(sigmoid.mul(gate.sub(silu).add(1f))).intoArray(z, i);
      upstream.mul(silu).intoArray(dy, i);
    }
  }

  /// x ⊙ y.
  static void multiply(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      fromArray(SPECIES, x, i).mul(fromArray(SPECIES, y, i)).intoArray(x, i);
    }
  }

  /// Adds the rows, the last first, to the sums from `at`: one after the other, so that cutting a
  /// sequence of tokens into chunks leaves every bit.
  static void addRows(float[] x, int tokens, float[] sums, int at) {
    FloatVector sum = fromArray(SPECIES, sums, at);
    for (int i = (tokens - 1) * LANES; i >= 0; i -= LANES) {
      sum = fromArray(SPECIES, x, i).add(sum);
    }
    sum.intoArray(sums, at);
  }

  /// The same with the products of two arrays.
  static void addProducts(float[] x, float[] y, int tokens, float[] sums, int at) {
    FloatVector sum = fromArray(SPECIES, sums, at);
    for (int i = (tokens - 1) * LANES; i >= 0; i -= LANES) {
      sum = fromArray(SPECIES, x, i).fma(fromArray(SPECIES, y, i), sum);
    }
    sum.intoArray(sums, at);
  }
}
