package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/// The vector functions against `Math` in double, at the error that each one states.
class VectorMathTest {
  private static final int POINTS = 400_000;

  @Test
  void powerOfTwoKeepsItsRelativeError() {
    assertWithin(3e-7, -125.9, 126.9, VectorMath::exp2, x -> Math.pow(2, x));
  }

  @Test
  void exponentialKeepsItsRelativeErrorToTheEndsOfItsRange() {
    assertWithin(4e-6, -87, 87, VectorMath::exp, Math::exp);
  }

  @Test
  void exponentialOfSmallDecaysIsAsGoodAsThePowerOfTwo() {
    assertWithin(4e-7, -2, 0, VectorMath::exp, Math::exp);
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

  private static FloatVector change(FloatVector x, boolean change) {
    float[] powers = new float[VectorMath.LANES];
    float[] changes = new float[VectorMath.LANES];
    VectorMath.exp2AndChange(x, powers, changes, 0);
    return FloatVector.fromArray(VectorMath.SPECIES, change ? changes : powers, 0);
  }

  @Test
  void sigmoidKeepsItsRelativeError() {
    assertWithin(1e-6, -20, 20, VectorMath::sigmoid, x -> 1 / (1 + Math.exp(-x)));
  }

  @Test
  void softplusKeepsItsRelativeErrorFarDownTheTail() {
    assertWithin(4e-6, -79, 60, VectorMathTest::softplus, VectorMathTest::softplus);
  }

  @Test
  void beyondItsRangeThePowerOfTwoStaysAtTheEndsAndNotANumberStaysVisible() {
    assertEquals(Math.pow(2, -126), lane(VectorMath::exp2, -1000f), 0);
    assertTrue(Double.isFinite(lane(VectorMath::exp2, 1000f)));
    assertTrue(Double.isNaN(lane(VectorMath::exp2, Float.NaN)));
    assertTrue(Double.isNaN(lane(VectorMathTest::softplus, Float.NaN)));
  }

  @Test
  void sumOfStoredLanesEqualsThatOfAVectorInEveryBit() {
    Random random = new Random(5);
    for (int round = 0; round < 1000; round++) {
      float[] values = new float[3 * VectorMath.LANES];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * Math.exp(5 * random.nextGaussian()));
      }
      int at = VectorMath.LANES;
      float expected = VectorMath.sum(FloatVector.fromArray(VectorMath.SPECIES, values, at));
      assertEquals(expected, VectorMath.sum(values, at), 0);
    }
  }

  @Test
  void sumAddsEveryLaneOnce() {
    float[] powers = new float[VectorMath.LANES];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = 1 << i;
    }
    FloatVector vector = FloatVector.fromArray(VectorMath.SPECIES, powers, 0);
    assertEquals((1 << VectorMath.LANES) - 1, VectorMath.sum(vector), 0);
  }

  @Test
  void powersOfAnArrayEqualThoseOfVectorsInEveryBit() {
    int count = 64 * VectorMath.LANES;
    float[] x = new float[count + 3];
    float[] powers = new float[count + 1];
    float[] row = new float[VectorMath.LANES + 2];
    Random random = new Random(6);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (40 * random.nextGaussian());
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    VectorMath.exp2(x, 3, row, 2, powers, 1, count);
    FloatVector factor = FloatVector.fromArray(VectorMath.SPECIES, row, 2);
    for (int i = 0; i < count; i += VectorMath.LANES) {
      FloatVector one = FloatVector.fromArray(VectorMath.SPECIES, x, 3 + i).mul(factor);
      for (int lane = 0; lane < VectorMath.LANES; lane++) {
        assertEquals(VectorMath.exp2(one).lane(lane), powers[1 + i + lane], 0);
      }
    }
  }

  private static FloatVector softplus(FloatVector x) {
    float[] values = new float[2 * VectorMath.LANES];
    x.intoArray(values, VectorMath.LANES);
    VectorMath.softplus(values, VectorMath.LANES, new float[VectorMath.LANES], VectorMath.LANES);
    return FloatVector.fromArray(VectorMath.SPECIES, values, VectorMath.LANES);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static void assertWithin(
      double bound,
      double from,
      double to,
      UnaryOperator<FloatVector> vectorFunction,
      DoubleUnaryOperator exact) {
    double worst = 0;
    double worstAt = from;
    float[] lanes = new float[VectorMath.LANES];
    for (int i = 0; i < POINTS; i += lanes.length) {
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] = (float) (from + (to - from) * (i + lane) / POINTS);
      }
      FloatVector result =
          vectorFunction.apply(FloatVector.fromArray(VectorMath.SPECIES, lanes, 0));
      for (int lane = 0; lane < lanes.length; lane++) {
        double expected = exact.applyAsDouble(lanes[lane]);
        double error = Math.abs(result.lane(lane) - expected) / Math.abs(expected);
        if (!(error <= worst)) {
          worst = error;
          worstAt = lanes[lane];
        }
      }
    }
    assertTrue(worst <= bound, "relative error " + worst + " at " + worstAt);
  }

  private static double lane(UnaryOperator<FloatVector> function, float x) {
    return function.apply(FloatVector.broadcast(VectorMath.SPECIES, x)).lane(0);
  }
}
