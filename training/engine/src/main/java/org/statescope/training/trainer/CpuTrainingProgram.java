package org.statescope.training.trainer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.RunConfiguration;

/// A language model and AdamW on the processor.
public final class CpuTrainingProgram extends BackendTrainingProgram {
  private final CpuBackend backend;

  private final int threads;
  private final Deque<Tuned> tuned = new ArrayDeque<>();
  private Consumer<String> notice = _ -> {};

  private CpuTrainingProgram(CpuBackend backend, RunConfiguration run, int threads) {
    super(backend, run);
    this.backend = backend;
    this.threads = threads;
  }

  /// A new program with parameters drawn from the run's seed, on all processors.
  public static CpuTrainingProgram create(RunConfiguration run) {
    return create(run, Runtime.getRuntime().availableProcessors());
  }

  /// A new program on `threads` threads, which decide the order of its sums.
  public static CpuTrainingProgram create(RunConfiguration run, int threads) {
    return new CpuTrainingProgram(CpuBackend.create(threads), run, threads);
  }

  private record Tuned(StepTuning tuning, IntConsumer setting) {}

  /// Chooses how many of the threads work, and then how many tokens the scans take at a time.
  @Override
  public void tune(Consumer<String> receiver) {
    tuned.clear();
    notice = receiver;
    int warmup = StepTuning.WARMUP_STEPS;
    if (threads > 1) {
      tuned.add(new Tuned(StepTuning.ofThreads(threads, warmup), backend::working));
      warmup = 0;
    }
    List<Integer> tiles = backend.otherScanTiles();
    if (!tiles.isEmpty()) {
      StepTuning tuning = StepTuning.ofTiles(backend.scanTile(), tiles, warmup);
      tuned.add(new Tuned(tuning, backend::scanTile));
    }
  }

  @Override
  public StepResult trainStep(TokenBatch batch, double learningRate) {
    Tuned first = tuned.peek();
    if (first == null) {
      return super.trainStep(batch, learningRate);
    }
    StepTuning measuring = first.tuning();
    first.setting().accept(measuring.next());
    long start = System.nanoTime();
    StepResult result = super.trainStep(batch, learningRate);
    measuring.took(System.nanoTime() - start);
    if (measuring.isDone()) {
      first.setting().accept(measuring.next());
      tuned.remove();
      notice.accept(measuring.sentence());
    }
    return result;
  }

  /// Wall time spent in matrix products so far.
  public long gemmNanoseconds() {
    return backend.gemmNanoseconds();
  }
}
