package org.statescope.benchmarks;

import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// What this machine does on a large matrix product, the peer of the training step.
final class Machine {
  private static final int SIZE = 1024;

  private Machine() {}

  /// Floating-point operations per second of a 1024³ product on all threads.
  static double gemmRate(CpuBackend backend) {
    Tape tape = new Tape(backend);
    Tensor x = tape.parameter("x", Shape.of(SIZE, SIZE));
    Tensor w = tape.parameter("w", Shape.of(SIZE, SIZE));
    Tensor y = tape.activation("y", Shape.of(SIZE, SIZE));
    Operation product = backend.linear(x, w, y);
    tape.record(product, y, x, w);
    tape.recordLoss(backend.crossEntropy(new Tokens(1, SIZE), y), y);
    tape.seal();
    double seconds = Stopwatch.median(10, 40, product::forward);
    return 2.0 * SIZE * SIZE * SIZE / seconds;
  }
}
