package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.HeadSignals;

/// How a head scan divides a thread's part of the [ScratchMemory]: places of row-major matrices,
/// counted in values. Q is the chunk, padded where it is a row's length, and D the channels of a
/// group.
final class HeadScratch {
  /// C_t·B_s, Q×Q, and its gradient.
  final long products;

  final long productGradients;

  /// M of one head, Q×Q, and its gradient.
  final long weights;

  final long weightGradients;

  /// Tokens by channels of a group, Q×D: what enters the state at the chunk's end.
  final long driven;

  /// Q×D: e_t dy_t.
  final long carriedGradients;

  /// Q×D: the gradient of b̄ u.
  final long drivenGradients;

  /// Q×N: the part of one head in the gradient of C.
  final long vectorGradients;

  /// N×D: the gradient of the state.
  final long stateGradient;

  /// The states at the starts of chunks, each N×D.
  final long states;

  private final ScratchMemory shared;
  private long end;

  HeadScratch(ScratchMemory shared, HeadSignals signals, int chunk, int chunks) {
    this.shared = shared;
    long pairs = (long) chunk * Memory.padded(chunk);
    long channels = (long) signals.groupHeads() * signals.headWidth();
    products = take(pairs);
    productGradients = take(pairs);
    weights = take(pairs);
    weightGradients = take(pairs);
    driven = take(chunk * channels);
    carriedGradients = take(chunk * channels);
    drivenGradients = take(chunk * channels);
    vectorGradients = take((long) chunk * signals.order());
    stateGradient = take(signals.order() * channels);
    states = take(chunks * signals.order() * channels);
    shared.reserve(end);
  }

  MemorySegment memory(int thread) {
    return shared.part(thread);
  }

  void prepare() {
    shared.prepare();
  }

  private long take(long count) {
    long at = end;
    end += Math.ceilDiv(count, VectorMath.LANES) * VectorMath.LANES;
    return at;
  }
}
