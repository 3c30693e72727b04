package org.statescope.training.trainer;

import java.util.Locale;

/// Chooses how many of a program's threads work, by the times of its own first steps: training
/// loses nothing but the few steps that a worse choice takes.
///
/// After a warm-up, in which the kernels are compiled, all threads and half of them take turns, and
/// the best time of each counts; while half of the threads are faster by more than [#GAIN], half of
/// those are tried. Threads that share a core, or a model too small to be divided, are found so.
///
/// Only the number of threads at work is chosen. It changes no bit of a result, because the work is
/// divided by the program's threads, not by those at work. The chunk lengths of the scans are not
/// chosen: the sums of the gradients of D and of the bias of Δ are taken chunk by chunk, and those
/// of Mamba-2 belong to the model.
final class ThreadTuning {
  static final int WARMUP_STEPS = 40;
  static final int TURNS = 5;

  /// By how much fewer threads must be faster to be chosen, relatively: less is noise.
  static final double GAIN = 0.05;

  private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

  private final StringBuilder measured = new StringBuilder();
  private int chosen;
  private int tried;
  private int step = -WARMUP_STEPS;
  private long bestOfChosen = Long.MAX_VALUE;
  private long bestOfTried = Long.MAX_VALUE;

  /// @param threads of the program, all of which work at first
  ThreadTuning(int threads) {
    chosen = threads;
    tried = half(threads);
  }

  /// How many threads are to work in the next step.
  int next() {
    return step >= 0 && step % 2 == 1 ? tried : chosen;
  }

  /// Whether nothing is left to measure: [#next] stays as it is.
  boolean isDone() {
    return tried == chosen;
  }

  /// Takes the time of a step by [#next] threads.
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
    if (bestOfTried < bestOfChosen * (1 - GAIN)) {
      chosen = tried;
      tried = half(tried);
    } else {
      tried = chosen;
    }
    step = 0;
    bestOfChosen = Long.MAX_VALUE;
    bestOfTried = Long.MAX_VALUE;
  }

  /// What was measured and chosen, once it is done.
  String sentence() {
    return String.format(
        "Threads at work, best of %d steps each: %s. Chosen: %d.", TURNS, measured, chosen);
  }

  private static String words(int threads, long nanoseconds) {
    return String.format(
        Locale.ROOT, "%d in %.1f ms", threads, nanoseconds / NANOSECONDS_PER_MILLISECOND);
  }

  private static int half(int threads) {
    return Math.ceilDiv(threads, 2);
  }
}
