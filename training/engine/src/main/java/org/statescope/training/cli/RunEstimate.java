package org.statescope.training.cli;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.CpuTrainingProgram;
import org.statescope.training.trainer.ProgramFactory;
import org.statescope.training.trainer.TokenBatch;
import org.statescope.training.trainer.TrainingProgram;

/// What a run takes before it is begun.
///
/// @param parameters trainable numbers, exact
/// @param memoryBytes parameters, moments, activations, gradients and scratch on the run's device;
///   the Java process comes on top
/// @param speed absent where it was not measured
record RunEstimate(long parameters, long memoryBytes, @Nullable Speed speed) {
  private static final long LEAST_WARM_UP = TimeUnit.SECONDS.toNanos(3);
  private static final long LEAST_MEASURED = TimeUnit.SECONDS.toNanos(4);
  private static final int LEAST_STEPS = 3;

  /// A measured speed.
  ///
  /// @param tokensPerSecond of the median step
  /// @param steps that were timed, after a warm-up
  /// @param threads that computed on the processor
  record Speed(double tokensPerSecond, int steps, int threads) {}

  /// Counts the memory; nothing is trained. On the processor the memory is taken for a moment, on
  /// any other device it is counted without one; what cutting sequences takes is counted where the
  /// device is on this machine.
  static RunEstimate of(RunConfiguration run, int threads) {
    return new RunEstimate(run.model().parameterCount(), memory(run, threads), null);
  }

  /// The same with the speed, measured on random tokens at learning rate 0: the work of a step
  /// depends on neither.
  RunEstimate measured(RunConfiguration run, ProgramFactory programs, int threads) {
    try (TrainingProgram program = programs.create(run, threads)) {
      return new RunEstimate(parameters, memoryBytes, speed(run, program, threads));
    }
  }

  private static long memory(RunConfiguration run, int threads) {
    if (!run.device().equals(Devices.CPU)) {
      return Devices.memory(run);
    }
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, threads)) {
      return program.allocatedBytes();
    }
  }

  private static Speed speed(RunConfiguration run, TrainingProgram program, int threads) {
    TokenBatch batch = randomTokens(run);
    repeat(program, batch, LEAST_WARM_UP);
    long[] times = repeat(program, batch, LEAST_MEASURED);
    Arrays.sort(times);
    double seconds = times[times.length / 2] / (double) TimeUnit.SECONDS.toNanos(1);
    return new Speed(run.tokensPerStep() / seconds, times.length, threads);
  }

  /// Trains for at least this many nanoseconds and gives the time of each step.
  private static long[] repeat(TrainingProgram program, TokenBatch batch, long atLeast) {
    long[] times = new long[LEAST_STEPS];
    int steps = 0;
    long begin = System.nanoTime();
    while (steps < LEAST_STEPS || System.nanoTime() - begin < atLeast) {
      long start = System.nanoTime();
      program.trainStep(batch, 0);
      if (steps == times.length) {
        times = Arrays.copyOf(times, 2 * steps);
      }
      times[steps++] = System.nanoTime() - start;
    }
    return Arrays.copyOf(times, steps);
  }

  private static TokenBatch randomTokens(RunConfiguration run) {
    int[] tokens =
        new Random(run.seed())
            .ints((long) run.batch() * (run.length() + 1), 0, run.model().vocabularySize())
            .toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }
}
