package org.statescope.benchmarks.peer;

/// How the peer computes the recurrence.
enum Algorithm {
  /// Mamba, one token after the other.
  SEQUENTIAL("token by token"),
  /// Mamba by a parallel prefix sum.
  PARALLEL("parallel scan"),
  /// Mamba-2 by the minimal chunked algorithm.
  CHUNKED("chunked SSD");

  private final String words;

  Algorithm(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  Mixer mixer() {
    return switch (this) {
      case SEQUENTIAL -> new MambaMixer(new SequentialScan());
      case PARALLEL -> new MambaMixer(new ParallelScan());
      case CHUNKED -> new ChunkedMixer();
    };
  }
}
