package org.statescope.analysis.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class CensusTest {
  private static final double TOLERANCE = 1e-8;

  @Test
  void closedFormsAgreeWithTheMethodsForSingleSystems() {
    for (TimeDomain domain : List.of(TimeDomain.continuous(), TimeDomain.discrete(0.1))) {
      DiagonalBank bank = diagonal(50, 5, domain, 3);
      compare(bank, 1e-9);
    }
    compare(
        new ScalarBank(
            3,
            1,
            new double[] {-1, -2, -3},
            new double[] {2},
            new double[] {1, 4, 5},
            TimeDomain.continuous()),
        1e-12);
  }

  private static void compare(SystemBank bank, double tolerance) {
    List<StateSpace> written = new ArrayList<>();
    for (int i = 0; i < bank.count(); i++) {
      written.add(bank.system(i));
    }
    CensusBlock closed = census(bank);
    CensusBlock general = census(new DenseBank(written));
    int n = bank.order();
    for (int k = 0; k < bank.count(); k++) {
      double largest = general.hankelSingularValues()[k * n];
      for (int i = 0; i < n; i++) {
        assertEquals(
            general.hankelSingularValues()[k * n + i],
            closed.hankelSingularValues()[k * n + i],
            tolerance * largest);
      }
      assertEquals(general.stabilityMargin()[k], closed.stabilityMargin()[k], 1e-12);
      assertEquals(general.controllable()[k], closed.controllable()[k]);
      assertEquals(general.observable()[k], closed.observable()[k]);
      double condition = general.controllabilityCondition()[k];
      if (condition < 1e8) {
        assertEquals(1, closed.controllabilityCondition()[k] / condition, 1e-4);
      }
      assertTrue(
          closed.hautusControllability()[k] >= general.hautusControllability()[k] * (1 - 1e-9));
    }
  }

  @Test
  void aFrozenMamba2HeadHasOneReachableDirection() {
    ScalarBank bank =
        new ScalarBank(
            2,
            3,
            new double[] {-1, 0.5},
            new double[] {1, 2, 3},
            new double[] {1, 1, 1},
            TimeDomain.continuous());
    CensusBlock block = census(bank);
    assertEquals(Answer.NO, block.controllable()[0]);
    assertEquals(3, block.hankelSingularValues()[0]);
    assertEquals(0, block.hankelSingularValues()[1]);
    assertEquals(Double.POSITIVE_INFINITY, block.hankelSingularValues()[3]);
    assertEquals(2, block.negligibleStates(0, TOLERANCE));
    assertEquals(0, block.negligibleStates(1, TOLERANCE));
  }

  @Test
  void repeatedPolesAndZeroWeightsAreUncontrollableExactly() {
    DiagonalBank bank =
        new DiagonalBank(
            3,
            2,
            new double[] {-1, -1, -1, -2, -1, -3},
            new double[] {1, 1, 1, 0, 1, 1},
            new double[] {1, 1},
            TimeDomain.continuous());
    CensusBlock block = census(bank);
    assertEquals(List.of(Answer.NO, Answer.NO, Answer.YES), Arrays.asList(block.controllable()));
    assertEquals(List.of(Answer.NO, Answer.YES, Answer.YES), Arrays.asList(block.observable()));
    assertEquals(0, block.hautusControllability()[1]);
    assertEquals(0, block.hankelSingularValues()[1]);
    assertEquals(Double.POSITIVE_INFINITY, block.controllabilityCondition()[0]);
    assertTrue(Double.isFinite(block.controllabilityCondition()[2]));
  }

  @Test
  void structuredBanksAreControllableByStructure() {
    CompanionBank companion =
        new CompanionBank(
            2,
            3,
            new double[] {6, 11, 6},
            new double[] {1, 0, 0, 0, 1, 0},
            TimeDomain.continuous());
    CensusBlock block = census(companion);
    assertEquals(Answer.YES, block.controllable()[0]);
    assertEquals(-3, block.polesReal()[0], 1e-12);
    SchwarzBank schwarz =
        new SchwarzBank(2, 3, new double[] {1, 2}, new double[] {0.5, 0.7}, new double[] {1, 2, 3});
    CensusBlock stable = census(schwarz);
    assertEquals(Answer.YES, stable.controllable()[1]);
    assertEquals(3, stable.controllabilityCondition()[0], 1e-12);
    ComplexDiagonalBank complex =
        new ComplexDiagonalBank(
            1,
            2,
            new double[] {-1, -2},
            new double[] {3, 1},
            new double[] {1, 1},
            new double[] {0, 0},
            new double[] {1, 1},
            new double[] {0, 1},
            TimeDomain.continuous());
    CensusBlock pairs = census(complex);
    assertEquals(4, pairs.order());
    assertEquals(Answer.YES, pairs.controllable()[0]);
    assertEquals(1, pairs.stabilityMargin()[0], 1e-14);
  }

  @Test
  void progressIsReportedAndTheCensusCanBeEnded() {
    SsmNetwork network = network(diagonal(5000, 4, TimeDomain.continuous(), 1));
    AtomicLong last = new AtomicLong();
    var finished =
        assertInstanceOf(
            Census.Result.Finished.class,
            Census.take(
                network,
                TOLERANCE,
                2,
                block -> {},
                (done, total) -> {
                  assertEquals(5000, total);
                  assertTrue(done > last.getAndSet(done));
                  return true;
                }));
    assertEquals(5000, last.get());
    assertEquals(5000, finished.summary().systems());
    assertEquals(5000, finished.summary().stable());
    assertEquals(20000, finished.summary().states());
    var cancelled =
        assertInstanceOf(
            Census.Result.Cancelled.class,
            Census.take(network, TOLERANCE, 2, block -> {}, (done, total) -> false));
    assertTrue(cancelled.finished() < 5000);
  }

  private static CensusBlock census(SystemBank bank) {
    return Census.blocks(network(bank), TOLERANCE, 2).getFirst();
  }

  private static SsmNetwork network(SystemBank bank) {
    return new SsmNetwork("test", List.of(new SsmNetwork.Layer("layer", bank)));
  }

  private static DiagonalBank diagonal(int count, int order, TimeDomain domain, long seed) {
    Random random = new Random(seed);
    double[] poles = new double[count * order];
    double[] input = new double[count * order];
    double[] output = new double[order];
    for (int i = 0; i < poles.length; i++) {
      double rate = (1 + i % order) * Math.exp(0.3 * random.nextGaussian());
      poles[i] = domain.equals(TimeDomain.continuous()) ? -rate : Math.exp(-0.1 * rate);
      input[i] = random.nextGaussian();
    }
    for (int i = 0; i < order; i++) {
      output[i] = random.nextGaussian();
    }
    return new DiagonalBank(count, order, poles, input, output, domain);
  }
}
