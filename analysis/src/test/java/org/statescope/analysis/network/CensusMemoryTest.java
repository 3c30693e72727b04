package org.statescope.analysis.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// A census of more than 10⁵ systems of every kind of bank: what lives in memory does not grow with
/// what has been answered, unless the caller keeps it.
class CensusMemoryTest {
  private static final int ORDER = 16;
  private static final int CLOSED_FORM = 36_000;
  private static final int ONE_BY_ONE = 2_000;
  private static final int SMALL_ORDER = 4;
  private static final long MEGABYTE = 1L << 20;

  /// Two blocks under way and a workspace for each thread and bank; all answers together are six
  /// times as much.
  private static final long LIMIT = 8 * MEGABYTE;

  private static final int MEASUREMENTS = 8;

  @Test
  void whatLivesDoesNotGrowWithTheSystemsAnswered() {
    SsmNetwork network = network();
    assertTrue(network.systems() >= 100_000);
    warmUp();
    Growth streamed = new Growth(network.systems());
    AtomicLong answered = new AtomicLong();
    Census.Result result =
        take(
            network,
            block -> {
              answered.addAndGet(block.count());
              streamed.measure(answered.get());
            });
    Census.Result.Finished finished = assertInstanceOf(Census.Result.Finished.class, result);
    assertEquals(network.systems(), answered.get());
    assertEquals(network.systems(), finished.summary().systems());
    assertTrue(streamed.count() >= MEASUREMENTS - 1);
    assertTrue(streamed.bytes() < LIMIT, "grew by " + streamed.bytes() + " bytes");
  }

  @Test
  void theMeasurementSeesBlocksThatAreKept() {
    SsmNetwork network = network();
    warmUp();
    Growth kept = new Growth(network.systems());
    List<CensusBlock> blocks = new ArrayList<>();
    take(
        network,
        block -> {
          blocks.add(block);
          kept.measure(blocks.stream().mapToLong(CensusBlock::count).sum());
        });
    assertTrue(kept.bytes() > 2 * LIMIT, "grew by " + kept.bytes() + " bytes");
    assertFalse(blocks.isEmpty());
  }

  @Test
  void progressRisesToTheEndAndACancelledCensusHandsOnNothingMore() {
    SsmNetwork network = network();
    AtomicLong last = new AtomicLong();
    Census.take(
        network,
        1e-8,
        2,
        block -> {},
        (done, total) -> {
          assertEquals(network.systems(), total);
          assertTrue(done > last.getAndSet(done));
          return true;
        });
    assertEquals(network.systems(), last.get());
    AtomicBoolean ended = new AtomicBoolean();
    AtomicLong answered = new AtomicLong();
    Census.Result result =
        Census.take(
            network,
            1e-8,
            2,
            block -> {
              assertFalse(ended.get(), "a block came after the census was ended");
              answered.addAndGet(block.count());
            },
            (done, total) -> {
              ended.set(done > total / 10);
              return !ended.get();
            });
    Census.Result.Cancelled cancelled = assertInstanceOf(Census.Result.Cancelled.class, result);
    assertEquals(answered.get(), cancelled.finished());
    assertTrue(cancelled.finished() < network.systems() / 5);
  }

  /// The largest live set seen on the way, against the first.
  private static final class Growth {
    private final long every;
    private long next;
    private long first = -1;
    private long largest;
    private int count;

    Growth(long systems) {
      every = systems / MEASUREMENTS;
    }

    void measure(long answered) {
      if (answered < next) {
        return;
      }
      next += every;
      System.gc();
      long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (first < 0) {
        first = live;
      }
      largest = Math.max(largest, live);
      count++;
    }

    long bytes() {
      return largest - first;
    }

    int count() {
      return count;
    }
  }

  private static Census.Result take(SsmNetwork network, Consumer<CensusBlock> sink) {
    return Census.take(network, 1e-8, 2, sink, CensusMonitor.NONE);
  }

  /// Classes and compiled code are not what is measured.
  private static void warmUp() {
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (SystemBank bank : banks(70, 2)) {
      layers.add(new SsmNetwork.Layer("layer", bank));
    }
    take(new SsmNetwork("warm up", layers), block -> {});
  }

  private static SsmNetwork network() {
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (SystemBank bank : banks(CLOSED_FORM, ONE_BY_ONE)) {
      layers.add(new SsmNetwork.Layer("layer", bank));
    }
    return new SsmNetwork("large", layers);
  }

  /// One bank of every kind.
  private static List<SystemBank> banks(int closedForm, int oneByOne) {
    Random random = new Random(closedForm);
    TimeDomain time = TimeDomain.continuous();
    int pairs = ORDER / 2;
    double[] input = numbers(random, ORDER);
    double[] output = numbers(random, ORDER);
    double[] half = numbers(random, pairs);
    double[] small = numbers(random, SMALL_ORDER);
    double[] frequencies = numbers(random, closedForm * pairs);
    // Some pairs beside the real axis, which are eliminated node by node.
    for (int i = 0; i < frequencies.length; i += 1000) {
      frequencies[i] = 1e-3;
    }
    CompanionBank companion =
        new CompanionBank(
            oneByOne, SMALL_ORDER, numbers(random, oneByOne * SMALL_ORDER), small, time);
    List<StateSpace> dense = new ArrayList<>();
    for (int i = 0; i < oneByOne; i++) {
      dense.add(companion.system(i));
    }
    return List.of(
        new DiagonalBank(closedForm, ORDER, rates(random, closedForm, ORDER), input, output, time),
        new ComplexDiagonalBank(
            closedForm,
            pairs,
            rates(random, closedForm, pairs),
            frequencies,
            half,
            half,
            half,
            half,
            time),
        new ScalarBank(closedForm, ORDER, rates(random, closedForm, 1), input, output, time),
        companion,
        new SchwarzBank(oneByOne, SMALL_ORDER, new double[] {1, 2, 3}, new double[] {0.5}, small),
        new DenseBank(dense));
  }

  private static double[] rates(Random random, int count, int order) {
    double[] rates = new double[count * order];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = -(1 + i % order) * Math.exp(0.3 * random.nextGaussian());
    }
    return rates;
  }

  private static double[] numbers(Random random, int count) {
    return random.doubles(count, 0.5, 2).toArray();
  }
}
