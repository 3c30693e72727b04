package org.statescope.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.trainer.CpuTrainingProgram;
import org.statescope.training.trainer.TokenBatch;

/// Measures the training of one preset by our engine, as a process of its own: so that its peak
/// memory is its own. Arguments: the preset and the file to write for the peer.
public final class OwnTraining {
  private static final int LEAST_WARMUP = 10;
  private static final double WARMUP_SECONDS = 15;
  private static final int LEAST_STEPS = 5;
  private static final double BUDGET_SECONDS = 5;
  private static final double LEARNING_RATE = 1e-3;

  private OwnTraining() {}

  public static void main(String[] arguments) throws IOException {
    RunConfiguration run = Presets.get(arguments[0]);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run)) {
      TokenBatch batch = randomBatch(run);
      Stopwatch.within(WARMUP_SECONDS, LEAST_WARMUP, () -> program.trainStep(batch, LEARNING_RATE));
      Exchange.write(Path.of(arguments[1]), run, program, batch, LEARNING_RATE);
      Map<String, Double> figures = measure(program, batch);
      figures.put("tokens", (double) run.tokensPerStep());
      figures.put(
          "product-operations",
          ProductOperations.perToken(program.parameters()) * run.tokensPerStep());
      new Figures(figures).print(System.out);
    }
  }

  private static Map<String, Double> measure(CpuTrainingProgram program, TokenBatch batch)
      throws IOException {
    Runnable step = () -> program.trainStep(batch, LEARNING_RATE);
    Map<String, Double> figures = new LinkedHashMap<>();
    long gemmBefore = program.gemmNanoseconds();
    long garbageBefore = allocatedBytes();
    long before = System.nanoTime();
    Stopwatch.Times times = Stopwatch.within(BUDGET_SECONDS, LEAST_STEPS, step);
    long elapsed = System.nanoTime() - before;
    figures.put("seconds", times.median());
    figures.put("steps", (double) times.count());
    figures.put("gemm-share", (double) (program.gemmNanoseconds() - gemmBefore) / elapsed);
    figures.put("garbage", (double) (allocatedBytes() - garbageBefore) / times.count());
    figures.put("peak-bytes", ResidentSet.peakBytes());
    return figures;
  }

  /// Bytes of Java's heap that all threads have taken so far.
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  /// Random ids: the work of a step does not depend on them.
  private static TokenBatch randomBatch(RunConfiguration run) {
    int count = run.batch() * (run.length() + 1);
    int[] tokens = new Random(1).ints(count, 0, run.model().vocabularySize()).toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }
}
