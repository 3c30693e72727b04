package org.statescope.training.text;

/// A pseudorandom permutation without an array: a Feistel network over the smallest even number of
/// bits that holds the size, walked until it comes back below the size (Black and Rogaway 2002,
/// doi:10.1007/3-540-45760-7_9). At most four steps on average. Not for secrets.
final class FeistelPermutation implements Permutation {
  private static final int ROUNDS = 6;

  private final long size;
  private final int halfBits;
  private final long halfMask;
  private final long[] keys = new long[ROUNDS];

  private FeistelPermutation(long size, SplitMix64 random) {
    this.size = size;
    int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
    halfBits = (bits + 1) / 2;
    halfMask = (1L << halfBits) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = random.nextLong();
    }
  }

  static FeistelPermutation of(long size, SplitMix64 random) {
    return new FeistelPermutation(size, random);
  }

  @Override
  public long at(long place) {
    long value = place;
    do {
      value = network(value);
    } while (value >= size);
    return value;
  }

  private long network(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (long key : keys) {
      long next = left ^ (SplitMix64.mix(right ^ key) & halfMask);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }
}
