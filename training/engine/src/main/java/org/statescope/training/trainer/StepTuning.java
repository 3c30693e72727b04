package org.statescope.training.trainer;

import java.util.List;
import java.util.Locale;

/// Chooses a setting of a program by the times of its own steps: training loses nothing but the few
/// steps that a worse choice takes. Only settings that change no bit of a result are chosen so.
///
/// After a warm-up, in which the kernels are compiled, the setting chosen so far and another take
/// turns, and the best time of each counts; the other is chosen where it is faster by more than
/// noise.
///
/// The lengths of Mamba-2's chunks are not chosen: they decide the order of its sums.
final class StepTuning {
  static final int WARMUP_STEPS = 40;
  static final int TURNS = 5;

  /// By how much another number of threads must be faster, relatively: less is noise.
  static final double GAIN_OF_THREADS = 0.05;

  /// Less than of threads, as a wrong choice costs no more than the difference.
  static final double GAIN_OF_TILES = 0.02;

  private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

  /// What to try next, given what is chosen and what was tried; the chosen if nothing.
  private interface Candidates {
    int next(int chosen, int tried);
  }

  private final String quantity;
  private final double gain;
  private final Candidates candidates;
  private final StringBuilder measured = new StringBuilder();
  private int chosen;
  private int tried;
  private int step;
  private long bestOfChosen = Long.MAX_VALUE;
  private long bestOfTried = Long.MAX_VALUE;

  private StepTuning(
      String quantity, double gain, int warmup, int usual, int other, Candidates candidates) {
    this.quantity = quantity;
    this.gain = gain;
    this.candidates = candidates;
    chosen = usual;
    tried = other;
    step = -warmup;
  }

  /// How many of a program's threads work: while half of them are faster, half of those are tried.
  /// Threads that share a core, or a model too small to be divided, are found so.
  ///
  /// @param threads of the program, all of which work at first
  /// @param warmup steps that do not count
  static StepTuning ofThreads(int threads, int warmup) {
    return new StepTuning(
        "Threads at work",
        GAIN_OF_THREADS,
        warmup,
        threads,
        half(threads),
        (chosen, tried) -> tried == chosen ? half(tried) : chosen);
  }

  /// How many tokens the scans take at a time: one after the other of `others` is tried.
  static StepTuning ofTiles(int usual, List<Integer> others, int warmup) {
    return new StepTuning(
        "Tokens that a scan takes at a time",
        GAIN_OF_TILES,
        warmup,
        usual,
        others.getFirst(),
        (chosen, tried) -> {
          int next = others.indexOf(tried) + 1;
          return next < others.size() ? others.get(next) : chosen;
        });
  }

  /// The setting for the next step.
  int next() {
    return step >= 0 && step % 2 == 1 ? tried : chosen;
  }

  /// Whether nothing is left to measure: [#next] stays as it is.
  boolean isDone() {
    return tried == chosen;
  }

  /// Takes the time of a step with [#next].
  void took(long nanoseconds) {
    if (step >= 0 && step % 2 == 0) {
      bestOfChosen = Math.min(bestOfChosen, nanoseconds);
    } else if (step >= 0) {
      bestOfTried = Math.min(bestOfTried, nanoseconds);
    }
    step++;
    if (step == 2 * TURNS) {
      compare();
    }
  }

  private void compare() {
    if (measured.isEmpty()) {
      measured.append(words(chosen, bestOfChosen));
    }
    measured.append(", ").append(words(tried, bestOfTried));
    if (bestOfTried < bestOfChosen * (1 - gain)) {
      chosen = tried;
    }
    tried = candidates.next(chosen, tried);
    step = 0;
    bestOfChosen = Long.MAX_VALUE;
    bestOfTried = Long.MAX_VALUE;
  }

  /// What was measured and chosen, once it is done.
  String sentence() {
    return String.format(
        "%s, best of %d steps each: %s. Chosen: %d.", quantity, TURNS, measured, chosen);
  }

  private static String words(int setting, long nanoseconds) {
    return String.format(
        Locale.ROOT, "%d in %.1f ms", setting, nanoseconds / NANOSECONDS_PER_MILLISECOND);
  }

  private static int half(int threads) {
    return Math.ceilDiv(threads, 2);
  }
}
