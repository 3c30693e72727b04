package org.statescope.training.trainer;

import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.RunConfiguration;

/// A language model and AdamW on the processor.
public final class CpuTrainingProgram extends BackendTrainingProgram {
  private final CpuBackend backend;

  private CpuTrainingProgram(CpuBackend backend, RunConfiguration run) {
    super(backend, run);
    this.backend = backend;
  }

  /// A new program with parameters drawn from the run's seed, on all processors.
  public static CpuTrainingProgram create(RunConfiguration run) {
    return create(run, Runtime.getRuntime().availableProcessors());
  }

  /// A new program on `threads` threads.
  public static CpuTrainingProgram create(RunConfiguration run, int threads) {
    return new CpuTrainingProgram(CpuBackend.create(threads), run);
  }

  /// Wall time spent in matrix products so far.
  public long gemmNanoseconds() {
    return backend.gemmNanoseconds();
  }
}
