package org.statescope.training.model;

import java.nio.charset.StandardCharsets;

/// The random numbers of one parameter: SplitMix64 (Steele, Lea, Flood 2014,
/// doi:10.1145/2660193.2660195) started from the run's seed and the FNV-1a hash of the parameter's
/// name. Each parameter therefore has a stream of its own that does not change when a model gains
/// or loses others.
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private long state;

  public RandomStream(long seed, String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    state = mix(seed + GOLDEN_GAMMA) ^ hash;
  }

  /// Uniform in [0, 1), 53 bits.
  public double uniform() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  /// Uniform in [low, high).
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /// Standard normal, by Box and Muller from two uniforms.
  public double normal() {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  }

  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
