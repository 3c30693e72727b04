package org.statescope.training.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 65, 1000, 4096, 100_003})
  void bothKindsGiveEveryNumberOnce(int size) {
    assertIsPermutation(Permutation.random(size, new SplitMix64(size)), size);
    assertIsPermutation(FeistelPermutation.of(size, new SplitMix64(size)), size);
  }

  private static void assertIsPermutation(Permutation order, int size) {
    BitSet seen = new BitSet(size);
    for (int place = 0; place < size; place++) {
      seen.set(Math.toIntExact(order.at(place)));
    }
    assertEquals(size, seen.cardinality());
    assertEquals(size, seen.length());
  }

  /// Of a random order of n, about 1 / e of the places keep none in place, and the mean distance is
  /// n / 3.
  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1_000_003L, (1L << 40) + 7})
  void theComputedOrderLooksRandom(long size) {
    FeistelPermutation order = FeistelPermutation.of(size, new SplitMix64(5));
    int trials = 20_000;
    double distance = 0;
    for (int i = 0; i < trials; i++) {
      long place = size / trials * i;
      distance += Math.abs(order.at(place) - place) / (double) size;
    }
    assertEquals(1.0 / 3, distance / trials, 0.01);
    assertTrue(order.at(0) != order.at(1) + 1);
  }
}
