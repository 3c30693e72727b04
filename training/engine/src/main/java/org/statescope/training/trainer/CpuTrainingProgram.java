package org.statescope.training.trainer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.RunConfiguration;

/// A language model and AdamW on the processor.
public final class CpuTrainingProgram extends BackendTrainingProgram {
  private final CpuBackend backend;

  private final int threads;
  private @Nullable ThreadTuning tuning;
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

  /// Chooses how many of the threads work.
  @Override
  public void tune(Consumer<String> receiver) {
    if (threads > 1) {
      tuning = new ThreadTuning(threads);
      notice = receiver;
    }
  }

  @Override
  public StepResult trainStep(TokenBatch batch, double learningRate) {
    ThreadTuning measuring = tuning;
    if (measuring == null) {
      return super.trainStep(batch, learningRate);
    }
    backend.working(measuring.next());
    long start = System.nanoTime();
    StepResult result = super.trainStep(batch, learningRate);
    measuring.took(System.nanoTime() - start);
    if (measuring.isDone()) {
      backend.working(measuring.next());
      tuning = null;
      notice.accept(measuring.sentence());
    }
    return result;
  }

  /// Wall time spent in matrix products so far.
  public long gemmNanoseconds() {
    return backend.gemmNanoseconds();
  }
}
