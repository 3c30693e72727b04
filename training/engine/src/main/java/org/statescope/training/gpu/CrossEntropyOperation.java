package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Cross-entropy in place of the logits, see `loss.c`. The tokens' losses are read when the loss is
/// asked for, and summed in double.
final class CrossEntropyOperation extends GpuOperation implements LossOperation {
  private static final Program PROGRAM = Program.of("loss");
  private static final int LANES = 128;
  private static final int TOTAL_LANES = 256;

  private final Kernels kernels;
  private final Faults faults;
  private final Tokens tokens;
  private final Tensor logits;
  private final MemorySegment targets;
  private final MemorySegment logSums;
  private final MemorySegment losses;
  private final Staging sentTargets;
  private final float[] lossesOnHost;

  CrossEntropyOperation(Kernels kernels, Faults faults, Tokens tokens, Tensor logits) {
    if (tokens.count() != logits.rows()) {
      throw new IllegalArgumentException(
          "%d tokens do not fit %s".formatted(tokens.count(), logits));
    }
    this.kernels = kernels;
    this.faults = faults;
    this.tokens = tokens;
    this.logits = logits;
    lossesOnHost = new float[logits.rows()];
    long bytes = (long) logits.rows() * Float.BYTES;
    targets = kernels.runtime.allocate(bytes);
    sentTargets = new Staging(kernels.runtime, targets);
    logSums = kernels.runtime.allocate(bytes);
    losses = kernels.runtime.allocate(bytes);
  }

  @Override
  public double loss() {
    kernels.reads.read(losses, MemorySegment.ofArray(lossesOnHost));
    faults.check();
    double sum = 0;
    for (float value : lossesOnHost) {
      sum += value;
    }
    return sum / lossesOnHost.length;
  }

  @Override
  void prepare() {
    for (int target : tokens.targets()) {
      if (target < 0 || target >= logits.columns()) {
        throw new IllegalArgumentException(
            "token %d does not exist in a vocabulary of %d".formatted(target, logits.columns()));
      }
    }
    sentTargets.send(MemorySegment.ofArray(tokens.targets()));
  }

  /// The kernel that puts the sum of the tokens' losses into the first two values of `record`, what
  /// is rounded off in the second, or adds it to them.
  Launch total(MemorySegment record, boolean add) {
    return kernels.bind(
        PROGRAM, "loss_total", Grid.of(1, TOTAL_LANES), losses, record, logits.rows(), add);
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            PROGRAM,
            "loss_forward",
            Grid.of(logits.rows(), LANES),
            targets,
            logits.data(),
            logSums,
            losses,
            logits.columns(),
            logits.rowStride()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    logits.claimGradient();
    long count = logits.shape().count();
    launches.add(
        kernels.bind(
            PROGRAM,
            "loss_backward",
            Grid.of(count),
            targets,
            logSums,
            logits.data(),
            logits.columns(),
            logits.rowStride(),
            count,
            1f / logits.rows()));
  }
}
