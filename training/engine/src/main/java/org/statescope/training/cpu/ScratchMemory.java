package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;

/// Memory that the kernels of a backend share, one part for each thread: kernels run one after the
/// other, and nothing here outlives the run of one.
final class ScratchMemory {
  private final Blas blas;
  private final int threads;
  private MemorySegment parts = MemorySegment.NULL;
  private long wanted;

  ScratchMemory(Blas blas, int threads) {
    this.blas = blas;
    this.threads = threads;
  }

  /// Asks for at least `count` values in each part. They are allocated when first used, so that a
  /// model takes no more than its largest kernel needs.
  void reserve(long count) {
    wanted = Math.max(wanted, count);
  }

  /// Makes the parts ready; to be called before the tasks of a job that use them.
  void prepare() {
    if (parts.byteSize() < threads * wanted * Float.BYTES) {
      parts = blas.allocate(threads * wanted);
    }
  }

  /// The part of a thread, with values of earlier jobs in it.
  MemorySegment part(int thread) {
    long bytes = parts.byteSize() / threads;
    return parts.asSlice(thread * bytes, bytes);
  }
}
