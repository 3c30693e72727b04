package org.statescope.benchmarks;

import java.util.List;
import java.util.Random;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.CpuTrainingProgram;
import org.statescope.training.trainer.TokenBatch;

/// Prints how fast the tiny models train on this machine.
///
/// The rate counts the operations of the matrix products only (2 per parameter of a projection and
/// token forwards, 4 backwards) over the time of the whole step; its share of the machine is
/// against a 1024³ product in the same run.
public final class TrainingBenchmark {
  private static final List<String> MODELS =
      List.of(
          "mamba-tiny",
          "sc-mamba-tiny",
          "so-mamba-tiny",
          "routh-schwarz-tiny",
          "routh-schwarz-dual-tiny");
  private static final int WARMUP = 15;
  private static final int REPEATS = 40;
  private static final double LEARNING_RATE = 1e-3;

  private TrainingBenchmark() {}

  public static void main(String[] arguments) {
    try (CpuBackend backend = CpuBackend.create()) {
      double machine = Machine.gemmRate(backend);
      System.out.printf(
          "%s, matrix products 1024³: %.1f GFLOP/s%n", backend.description(), machine / 1e9);
      System.out.printf(
          "%-23s %10s %9s %10s %14s %13s %10s %15s%n",
          "model",
          "tokens/s",
          "step ms",
          "in GEMM",
          "GEMM GFLOP/s",
          "of machine",
          "scan ms",
          "scan+adjoint ms");
      for (String name : MODELS) {
        print(backend, machine, Presets.get(name));
      }
    }
  }

  private static void print(CpuBackend backend, double machine, RunConfiguration run) {
    ScanTimes scan = ScanTimes.measure(backend, run);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run)) {
      TokenBatch batch = randomBatch(run);
      Runnable step = () -> program.trainStep(batch, LEARNING_RATE);
      for (int i = 0; i < WARMUP; i++) {
        step.run();
      }
      long gemmBefore = program.gemmNanoseconds();
      long before = System.nanoTime();
      double seconds = Stopwatch.median(0, REPEATS, step);
      double share =
          (double) (program.gemmNanoseconds() - gemmBefore) / (System.nanoTime() - before);
      double rate = productOperations(run) / seconds;
      System.out.printf(
          "%-23s %10.0f %9.1f %9.0f%% %14.1f %12.0f%% %10.2f %15.2f%n",
          run.preset(),
          run.tokensPerStep() / seconds,
          seconds * 1e3,
          share * 100,
          rate / 1e9,
          rate / machine * 100,
          scan.forward() * 1e3,
          scan.both() * 1e3);
    }
  }

  private static double productOperations(RunConfiguration run) {
    var model = run.model();
    double channels = model.channels();
    double block =
        3 * channels * model.modelWidth()
            + channels * model.projectionWidth()
            + channels * model.stepRank();
    double perToken = model.layers() * block + (double) model.vocabularySize() * model.modelWidth();
    return 6 * perToken * run.tokensPerStep();
  }

  private static TokenBatch randomBatch(RunConfiguration run) {
    int count = run.batch() * (run.length() + 1);
    int[] tokens = new Random(1).ints(count, 0, run.model().vocabularySize()).toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }
}
