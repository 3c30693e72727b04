package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The functions against `Math` in double, at the error that each one states.
class VectorMathTest {
  private static final int POINTS = 400_000;

  @Test
  void powerOfTwoKeepsItsRelativeError() {
    assertWithin(3e-7, -125.9, 126.9, VectorMathTest::exp2, x -> Math.pow(2, x));
  }

  @Test
  void exponentialKeepsItsRelativeErrorToTheEndsOfItsRange() {
    assertWithin(4e-6, -87, 87, VectorMathTest::exp, Math::exp);
  }

  @Test
  void exponentialOfSmallDecaysIsAsGoodAsThePowerOfTwo() {
    assertWithin(4e-7, -2, 0, VectorMathTest::exp, Math::exp);
  }

  @Test
  void changeOfAPowerKeepsItsRelativeErrorHoweverNearToNothing() {
    assertWithin(1e-6, -20, 20, x -> change(x, true), VectorMathTest::change);
    assertWithin(1e-6, -1e-3, 1e-3, x -> change(x, true), VectorMathTest::change);
    assertWithin(1e-6, -1e-30, 1e-30, x -> change(x, true), VectorMathTest::change);
    assertWithin(3e-7, -125.9, 126.9, x -> change(x, false), x -> Math.pow(2, x));
  }

  private static double change(double x) {
    return Math.expm1(x * Math.log(2));
  }

  private static float[] change(float[] x, boolean change) {
    float[] powers = new float[x.length];
    float[] changes = x.clone();
    VectorMath.exp2AndChange(changes, powers, changes, 0, x.length);
    return change ? changes : powers;
  }

  @Test
  void exponentialOfTheNegativeKeepsItsRelativeError() {
    assertWithin(
        4e-6,
        -87,
        87,
        x -> {
          VectorMath.expOfNegative(x, 0, x, 0, x.length);
          return x;
        },
        x -> Math.exp(-x));
  }

  @Test
  void decayIsThePowerOfTwoAndNothingWhereLittleWouldBeLeft() {
    assertWithin(3e-7, -100, 20, VectorMathTest::decay, x -> Math.pow(2, x));
    assertEquals(0, decay(lanes(-100.001f))[0]);
    assertEquals(0, decay(lanes(Float.NEGATIVE_INFINITY))[0]);
    assertTrue(Float.isNaN(decay(lanes(Float.NaN))[0]));
  }

  @Test
  void softplusKeepsItsRelativeErrorFarDownTheTail() {
    assertWithin(4e-6, -79, 60, VectorMathTest::softplus, VectorMathTest::softplus);
  }

  @Test
  void beyondItsRangeThePowerOfTwoStaysAtTheEndsAndNotANumberStaysVisible() {
    assertEquals(Math.pow(2, -126), lane(VectorMathTest::exp2, -1000f), 0);
    assertTrue(Double.isFinite(lane(VectorMathTest::exp2, 1000f)));
    assertTrue(Double.isNaN(lane(VectorMathTest::exp2, Float.NaN)));
    assertTrue(Double.isNaN(lane(VectorMathTest::softplus, Float.NaN)));
  }

  @Test
  void sumAddsEveryLaneOnce() {
    float[] powers = new float[VectorMath.LANES];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = 1 << i;
    }
    assertEquals((1 << VectorMath.LANES) - 1, VectorMath.sum(powers, 0), 0);
  }

  @Test
  void powersOfARowAreThoseOfItsProductsWhereverTheArraysBegin() {
    int count = 64 * VectorMath.LANES;
    float[] x = new float[count + 3];
    float[] row = new float[VectorMath.LANES + 2];
    Random random = new Random(6);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (40 * random.nextGaussian());
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    float[] powers = new float[count + 1];
    VectorMath.exp2(x, 3, row, 2, powers, 1, count);
    float[] products = new float[count];
    for (int i = 0; i < count; i++) {
      products[i] = x[3 + i] * row[2 + i % VectorMath.LANES];
    }
    assertArrayEquals(exp2(products), Arrays.copyOfRange(powers, 1, count + 1));
  }

  private static float[] exp2(float[] x) {
    float[] ones = new float[VectorMath.LANES];
    Arrays.fill(ones, 1);
    VectorMath.exp2(x, 0, ones, 0, x, 0, x.length);
    return x;
  }

  private static float[] exp(float[] x) {
    VectorMath.exp(x, 0, x, 0, x.length);
    return x;
  }

  private static float[] decay(float[] x) {
    float[] left = new float[x.length];
    VectorMath.decay(x, 0, left, 0, x.length);
    return left;
  }

  private static float[] softplus(float[] x) {
    float[] values = new float[2 * x.length];
    System.arraycopy(x, 0, values, x.length, x.length);
    VectorMath.softplus(values, x.length, new float[x.length], x.length);
    return Arrays.copyOfRange(values, x.length, values.length);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static void assertWithin(
      double bound,
      double from,
      double to,
      UnaryOperator<float[]> function,
      DoubleUnaryOperator exact) {
    double worst = 0;
    double worstAt = from;
    float[] lanes = new float[VectorMath.LANES];
    for (int i = 0; i < POINTS; i += lanes.length) {
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = (float) (from + (to - from) * (i + lane) / POINTS);
      }
      float[] result = function.apply(lanes.clone());
      for (int lane = 0; lane < lanes.length; lane++) {
        double expected = exact.applyAsDouble(lanes[lane]);
        double error = Math.abs(result[lane] - expected) / Math.abs(expected);
        if (!(error <= worst)) {
          worst = error;
          worstAt = lanes[lane];
        }
      }
    }
    assertTrue(worst <= bound, "relative error " + worst + " at " + worstAt);
  }

  private static double lane(UnaryOperator<float[]> function, float x) {
    return function.apply(lanes(x))[0];
  }

  private static float[] lanes(float x) {
    float[] lanes = new float[VectorMath.LANES];
    Arrays.fill(lanes, x);
    return lanes;
  }
}
