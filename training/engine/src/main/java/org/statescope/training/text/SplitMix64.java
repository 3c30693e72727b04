package org.statescope.training.text;

/// The generator of Steele, Lea & Flood (2014), doi:10.1145/2660193.2660195: written out so that
/// the order of batches stays the same on every Java version. Not for secrets.
final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix64(long seed) {
    state = seed;
  }

  /// A generator whose stream is unrelated for every pair of numbers.
  static SplitMix64 of(long seed, long stream) {
    return new SplitMix64(mix(seed + GOLDEN_GAMMA) ^ mix(stream * GOLDEN_GAMMA + 1));
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /// Uniform in [0, bound) up to a bias below bound / 2⁶³.
  long nextLong(long bound) {
    return (nextLong() >>> 1) % bound;
  }

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
