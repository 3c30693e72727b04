package org.statescope.training.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions on float32 arrays, vector by vector. `VectorOperators.EXP` is not an
/// instruction but a call per lane on most machines, sixteen times slower than the polynomial here.
///
/// No method takes or gives a vector: in a compilation that has grown too large nothing is inlined
/// any more but the library's own methods, and a vector that crosses a call goes to the heap.
final class VectorMath {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTEGERS = SPECIES.vectorShape().withLanes(int.class);
  static final int LANES = SPECIES.length();

  private static final VectorMask<Float>[] FIRST_LANES = masks();

  /// log₂ e: exp(x) = 2^(x log₂ e).
  static final float LOG2_E = 1.44269504f;

  private static final float[] ROW_OF_LOG2_E = row(LOG2_E);
  private static final float[] MINUS_LOG2_E = row(-LOG2_E);
  private static final float[] ONES = row(1);

  private static final float SMALLEST_EXPONENT = -126f;
  private static final float LARGEST_EXPONENT = 127f;

  private static final float SMALLEST_DECAY = -100f;

  /// Adding 1.5·2²³ leaves the rounded integer in the low bits of the sum.
  private static final float ROUNDER = 12582912f;

  private static final int MANTISSA_BITS = 23;

  // 2^f on [−½, ½]: Chebyshev-fitted, relative error below 2e-7 in float32 arithmetic.
  private static final float E1 = 0.6931472f;
  private static final float E2 = 0.24022650f;
  private static final float E3 = 0.05550327f;
  private static final float E4 = 0.009618384f;
  private static final float E5 = 0.0013390863f;
  private static final float E6 = 1.5469732e-4f;

  // atanh(s)/s in s² on [0, 1/9]: the Taylor coefficients 1/3, 1/5, …
  private static final float T3 = 1f / 3;
  private static final float T5 = 1f / 5;
  private static final float T7 = 1f / 7;
  private static final float T9 = 1f / 9;
  private static final float T11 = 1f / 11;
  private static final float T13 = 1f / 13;
  private static final float T15 = 1f / 15;

  private VectorMath() {}

  /// 2^(x ⊙ row) for `count` values of x from `at`, a multiple of the lanes, and the row of one
  /// value a lane from `rowAt`; `to` may be x. Results below 2⁻¹²⁶ are 2⁻¹²⁶ and above 2¹²⁷ are at
  /// most 2¹²⁷·√2; NaN stays NaN. Relative error below 3e-7.
  static void exp2(float[] x, int at, float[] row, int rowAt, float[] to, int toAt, int count) {
    FloatVector factor = FloatVector.fromArray(SPECIES, row, rowAt);
    for (int i = 0; i < count; i += LANES) {
      FloatVector bounded =
          FloatVector.fromArray(SPECIES, x, at + i)
              .mul(factor)
              .max(SMALLEST_EXPONENT)
              .min(LARGEST_EXPONENT);
      FloatVector shifted = bounded.add(ROUNDER);
      FloatVector fraction = bounded.sub(shifted.sub(ROUNDER));
      fraction
          .fma(E6, E5)
          .fma(fraction, FloatVector.broadcast(SPECIES, E4))
          .fma(fraction, FloatVector.broadcast(SPECIES, E3))
          .fma(fraction, FloatVector.broadcast(SPECIES, E2))
          .fma(fraction, FloatVector.broadcast(SPECIES, E1))
          .fma(fraction, FloatVector.broadcast(SPECIES, 1f))
          .reinterpretAsInts()
          .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS))
          .reinterpretAsFloats()
          .intoArray(to, toAt + i);
    }
  }

  /// e^x of `count` values from `at`, a multiple of the lanes, see [#exp2]; the relative error
  /// grows with |x| to 4e-6 at the ends of the range.
  static void exp(float[] x, int at, float[] to, int toAt, int count) {
    exp2(x, at, ROW_OF_LOG2_E, 0, to, toAt, count);
  }

  /// e^−x of `count` values from `at`, a multiple of the lanes, see [#exp].
  static void expOfNegative(float[] x, int at, float[] to, int toAt, int count) {
    exp2(x, at, MINUS_LOG2_E, 0, to, toAt, count);
  }

  /// log(1 + e^x) = max(x, 0) + log1p(e^−|x|), without overflow, of `count` values from `at` in
  /// place, a multiple of the lanes; `scratch` has room for as many. Relative error below 2e-6 for
  /// x
  /// > −80.
  static void softplus(float[] x, int at, float[] scratch, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(SPECIES, x, at + i).abs().intoArray(scratch, i);
    }
    expOfNegative(scratch, 0, scratch, 0, count);
    for (int i = 0; i < count; i += LANES) {
      FloatVector small = FloatVector.fromArray(SPECIES, scratch, i);
      FloatVector s = small.div(small.add(2f));
      FloatVector square = s.mul(s);
      FloatVector series =
          square
              .fma(T15, T13)
              .fma(square, FloatVector.broadcast(SPECIES, T11))
              .fma(square, FloatVector.broadcast(SPECIES, T9))
              .fma(square, FloatVector.broadcast(SPECIES, T7))
              .fma(square, FloatVector.broadcast(SPECIES, T5))
              .fma(square, FloatVector.broadcast(SPECIES, T3))
              .fma(square, FloatVector.broadcast(SPECIES, 1f));
      FloatVector.fromArray(SPECIES, x, at + i)
          .max(0f)
          .add(series.mul(s).mul(2f))
          .intoArray(x, at + i);
    }
  }

  /// 2^x, and 0 below 2⁻¹⁰⁰, of `count` values from `at`, a multiple of the lanes, into another
  /// array: products with what is left never become subnormal numbers, which some processors
  /// multiply a hundred times slower.
  static void decay(float[] x, int at, float[] to, int toAt, int count) {
    exp2(x, at, ONES, 0, to, toAt, count);
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(SPECIES, to, toAt + i)
          .blend(0f, FloatVector.fromArray(SPECIES, x, at + i).lt(SMALLEST_DECAY))
          .intoArray(to, toAt + i);
    }
  }

  /// 2^x and 2^x − 1 as in [#exp2], in the places from `from` up to `end` and on to the end of the
  /// last vector; the changes have a relative error below 1e-6 however near to 0 x is, and may take
  /// the place of x.
  static void exp2AndChange(float[] x, float[] powers, float[] changes, int from, int end) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = from; i < end; i += LANES) {
      FloatVector bounded =
          FloatVector.fromArray(SPECIES, x, i).max(SMALLEST_EXPONENT).min(LARGEST_EXPONENT);
      FloatVector shifted = bounded.add(ROUNDER);
      FloatVector fraction = bounded.sub(shifted.sub(ROUNDER));
      FloatVector change =
          fraction
              .fma(E6, E5)
              .fma(fraction, FloatVector.broadcast(SPECIES, E4))
              .fma(fraction, FloatVector.broadcast(SPECIES, E3))
              .fma(fraction, FloatVector.broadcast(SPECIES, E2))
              .fma(fraction, FloatVector.broadcast(SPECIES, E1))
              .mul(fraction);
      FloatVector scale =
          one.reinterpretAsInts()
              .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS))
              .reinterpretAsFloats();
      change.fma(scale, scale).intoArray(powers, i);
      change.fma(scale, scale.sub(one)).intoArray(changes, i);
    }
  }

  /// 1 / (1 + e^−x) of one value.
  static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /// The sum of the lanes that stand in `values` from `at`, halving after halving; the lanes are
  /// overwritten. `reduceLanes` leaves the order of additions open, so that its result changes in
  /// the last bit when the compiler takes over from the interpreter.
  static float sum(float[] values, int at) {
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        values[at + i] += values[at + i + width];
      }
    }
    return values[at];
  }

  /// The lanes below `count`, which may be more than there are. Callers need no branch: the
  /// compiler would check an index that a loop uses in a branch for all of the loop, and start
  /// again each time that this fails.
  static VectorMask<Float> firstLanes(int count) {
    return FIRST_LANES[Math.min(count, LANES)];
  }

  private static float[] row(float value) {
    float[] row = new float[LANES];
    Arrays.fill(row, value);
    return row;
  }

  @SuppressWarnings("unchecked")
  private static VectorMask<Float>[] masks() {
    VectorMask<Float>[] masks = (VectorMask<Float>[]) new VectorMask<?>[LANES + 1];
    for (int count = 0; count <= LANES; count++) {
      masks[count] = SPECIES.indexInRange(0, count);
    }
    return masks;
  }
}
