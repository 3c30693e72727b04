package org.statescope.training.text;

/// An order of the numbers from 0 to below a size: each comes once.
@FunctionalInterface
interface Permutation {
  /// Up to this size the order is a shuffled array; beyond it, it is computed and takes no memory.
  int LARGEST_ARRAY = 1 << 24;

  long at(long place);

  static Permutation random(long size, SplitMix64 random) {
    return size <= LARGEST_ARRAY
        ? shuffled((int) size, random)
        : FeistelPermutation.of(size, random);
  }

  /// Fisher and Yates' shuffle.
  private static Permutation shuffled(int size, SplitMix64 random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = (int) random.nextLong(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return place -> order[(int) place];
  }
}
