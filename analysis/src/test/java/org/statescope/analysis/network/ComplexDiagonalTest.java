package org.statescope.analysis.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// The closed forms for complex diagonal systems against the dense methods and against 150 digits.
class ComplexDiagonalTest {
  private static final double RELATIVE = 1e-12;
  private static final double DENSE = 1e-9;
  private static final double SAMPLE_PERIOD = 0.1;

  /// Where the poles lie, in continuous time.
  enum Poles {
    /// S4D-Lin: the first pole is real, its conjugate the same pole.
    S4D_LIN,
    RANDOM,
    STRONGLY_GRADED,
    BESIDE_THE_REAL_AXIS,
    SOME_ALMOST_REAL,
    CLOSE_TOGETHER,
    ALMOST_UNDAMPED;

    double real(int k, Random random) {
      return switch (this) {
        case S4D_LIN -> -0.5;
        case RANDOM -> -Math.exp(random.nextGaussian());
        case STRONGLY_GRADED -> -(k + 1) * (1 + 0.1 * random.nextDouble());
        case BESIDE_THE_REAL_AXIS, SOME_ALMOST_REAL -> -(k + 1);
        case CLOSE_TOGETHER -> -1 - 1e-6 * k;
        case ALMOST_UNDAMPED -> -1e-9 * (k + 1);
      };
    }

    double imaginary(int k, Random random) {
      return switch (this) {
        case S4D_LIN -> Math.PI * k;
        case RANDOM -> 3 * random.nextGaussian();
        case STRONGLY_GRADED -> 0.3 * (k + 1);
        case BESIDE_THE_REAL_AXIS -> 1e-3 * (1 + random.nextDouble());
        case SOME_ALMOST_REAL -> k % 2 == 0 ? 1e-8 : 1 + k;
        case CLOSE_TOGETHER -> 1 + 1e-6 * random.nextDouble();
        case ALMOST_UNDAMPED -> 1 + k + 1e-7 * random.nextDouble();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyHankelValueAndGramianConditionHasRelativeAccuracy(Poles poles) {
    for (TimeDomain domain : domains()) {
      for (int seed = 0; seed < 2; seed++) {
        ComplexDiagonalBank bank = bank(1, 5, poles, domain, seed);
        CensusBlock block = census(bank);
        PreciseDiagonal precise = new PreciseDiagonal(bank);
        double[] expected = precise.hankelSingularValues();
        for (int i = 0; i < expected.length; i++) {
          double lost = 1e-60 * expected[0];
          assertEquals(
              expected[i],
              block.hankelSingularValues()[i],
              RELATIVE * expected[i] + lost,
              poles + " in " + domain + ", value " + i);
        }
        assertEquals(0, block.trustedAbove()[0], 1e-140 * expected[0]);
        if (block.controllable()[0] == Answer.YES) {
          double reached = PreciseDiagonal.condition(precise.controllabilityGramian());
          double seen = PreciseDiagonal.condition(precise.observabilityGramian());
          assertEquals(1, block.controllabilityCondition()[0] / reached, RELATIVE);
          assertEquals(1, block.observabilityCondition()[0] / seen, RELATIVE);
        } else {
          assertEquals(Double.POSITIVE_INFINITY, block.controllabilityCondition()[0]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void theDenseMethodsAgreeOnRandomSystems(int pairs) {
    for (TimeDomain domain : domains()) {
      ComplexDiagonalBank bank = bank(70, pairs, Poles.RANDOM, domain, 11 + pairs);
      List<StateSpace> written = new ArrayList<>();
      for (int k = 0; k < bank.count(); k++) {
        written.add(bank.system(k));
      }
      CensusBlock closed = census(bank);
      CensusBlock dense = census(new DenseBank(written));
      int n = bank.order();
      for (int k = 0; k < bank.count(); k++) {
        double largest = dense.hankelSingularValues()[k * n];
        assertArrayEquals(
            Arrays.copyOfRange(dense.hankelSingularValues(), k * n, (k + 1) * n),
            Arrays.copyOfRange(closed.hankelSingularValues(), k * n, (k + 1) * n),
            DENSE * largest);
        assertEquals(dense.stabilityMargin()[k], closed.stabilityMargin()[k], DENSE);
        assertEquals(Answer.YES, closed.controllable()[k]);
        assertEquals(Answer.YES, closed.observable()[k]);
        compareConditions(
            dense.controllabilityCondition()[k], closed.controllabilityCondition()[k]);
        compareConditions(dense.observabilityCondition()[k], closed.observabilityCondition()[k]);
        compareHautus(dense.hautusControllability()[k], closed.hautusControllability()[k]);
        compareHautus(dense.hautusObservability()[k], closed.hautusObservability()[k]);
      }
      double[] expected = sorted(dense.polesReal());
      assertArrayEquals(expected, sorted(closed.polesReal()), DENSE);
      assertArrayEquals(sorted(dense.polesImaginary()), sorted(closed.polesImaginary()), DENSE);
    }
  }

  private static void compareConditions(double dense, double closed) {
    if (dense < 1e8) {
      assertEquals(1, closed / dense, 1e-4);
    }
  }

  /// An upper bound, and close: on these systems within a factor of three.
  private static void compareHautus(double dense, double closed) {
    assertTrue(closed >= dense * (1 - DENSE), closed + " is below " + dense);
    assertTrue(closed <= 3 * dense, closed + " is far above " + dense);
  }

  @Test
  void aRealPoleCannotBeReachedNorSeenThroughItsBlock() {
    ComplexDiagonalBank bank = single(new double[] {-1, -2}, new double[] {0, 3});
    CensusBlock block = census(bank);
    assertEquals(Answer.NO, block.controllable()[0]);
    assertEquals(Answer.NO, block.observable()[0]);
    assertEquals(0, block.hautusControllability()[0]);
    assertEquals(Double.POSITIVE_INFINITY, block.controllabilityCondition()[0]);
    assertEquals(0, block.hankelSingularValues()[3]);
    assertTrue(block.hankelSingularValues()[2] > 0);
  }

  @Test
  void aPoleThatIsTheConjugateOfAnotherIsRepeated() {
    CensusBlock block = census(single(new double[] {-1, -1}, new double[] {3, -3}));
    assertEquals(Answer.NO, block.controllable()[0]);
    assertEquals(0, block.hautusObservability()[0]);
    assertEquals(0, block.hankelSingularValues()[2]);
    assertEquals(0, block.hankelSingularValues()[3]);
    CensusBlock neighbours =
        census(single(new double[] {-1, -1}, new double[] {3, -Math.nextUp(3)}));
    assertEquals(Answer.YES, neighbours.controllable()[0]);
    assertTrue(neighbours.hankelSingularValues()[3] > 0);
  }

  @Test
  void aZeroWeightLosesItsPairOnOneSideOnly() {
    double[] one = {1, 1};
    ComplexDiagonalBank bank =
        new ComplexDiagonalBank(
            1,
            2,
            new double[] {-1, -2},
            new double[] {1, 2},
            new double[] {1, 0},
            new double[2],
            one,
            one,
            TimeDomain.continuous());
    CensusBlock block = census(bank);
    assertEquals(Answer.NO, block.controllable()[0]);
    assertEquals(Answer.YES, block.observable()[0]);
    assertTrue(Double.isFinite(block.observabilityCondition()[0]));
    assertEquals(0, block.hankelSingularValues()[2]);
  }

  @Test
  void aSystemThatIsNotStableKeepsItsVerdictsAndHasNoEnergies() {
    CensusBlock block = census(single(new double[] {1, -2}, new double[] {1, 3}));
    assertEquals(-1, block.stabilityMargin()[0]);
    assertEquals(Answer.YES, block.controllable()[0]);
    assertEquals(Double.POSITIVE_INFINITY, block.hankelSingularValues()[3]);
    assertEquals(Double.POSITIVE_INFINITY, block.observabilityCondition()[0]);
  }

  @Test
  void aResponseThatCancelsToRoundingIsNotTrusted() {
    double pole = -1.1;
    ComplexDiagonalBank bank =
        new ComplexDiagonalBank(
            1,
            2,
            new double[] {pole, Math.nextUp(Math.nextUp(pole))},
            new double[] {2.3, 2.3},
            new double[] {0.7, 0.7},
            new double[] {0.3, 0.3},
            new double[] {1.7, -1.7},
            new double[] {0.9, -0.9},
            TimeDomain.continuous());
    CensusBlock block = census(bank);
    double[] expected = new PreciseDiagonal(bank).hankelSingularValues();
    double trusted = block.trustedAbove()[0];
    assertTrue(trusted > 1e-16 && trusted < 1e-13, "trusted above " + trusted);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], block.hankelSingularValues()[i], trusted);
    }
  }

  private static ComplexDiagonalBank single(double[] real, double[] imaginary) {
    int pairs = real.length;
    double[] ones = new double[pairs];
    Arrays.fill(ones, 1);
    return new ComplexDiagonalBank(
        1, pairs, real, imaginary, ones, ones, ones, new double[pairs], TimeDomain.continuous());
  }

  private static ComplexDiagonalBank bank(
      int count, int pairs, Poles poles, TimeDomain domain, long seed) {
    Random random = new Random(seed);
    double[][] parts = new double[6][count * pairs];
    for (int i = 0; i < count * pairs; i++) {
      double real = poles.real(i % pairs, random);
      double imaginary = poles.imaginary(i % pairs, random);
      if (!domain.equals(TimeDomain.continuous())) {
        double modulus = Math.exp(SAMPLE_PERIOD * real);
        double angle = SAMPLE_PERIOD * imaginary;
        real = modulus * Math.cos(angle);
        imaginary = modulus * Math.sin(angle);
      }
      parts[0][i] = real;
      parts[1][i] = imaginary;
      for (int part = 2; part < parts.length; part++) {
        parts[part][i] = random.nextGaussian();
      }
    }
    return new ComplexDiagonalBank(
        count, pairs, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], domain);
  }

  private static List<TimeDomain> domains() {
    return List.of(TimeDomain.continuous(), TimeDomain.discrete(SAMPLE_PERIOD));
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static CensusBlock census(SystemBank bank) {
    SsmNetwork network = new SsmNetwork("test", List.of(new SsmNetwork.Layer("layer", bank)));
    return Census.blocks(network, 1e-8, 1).getFirst();
  }
}
