package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

import java.util.Arrays;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The controllable companion recurrence under the bilinear rule in O(N) per token and channel, no
/// matrices and no exponentials; see [CompanionStep] for the arithmetic. A vector holds
/// neighbouring channels, a task is one sequence; states within a chunk are computed again for the
/// backward pass.
final class CompanionScanKernel implements Operation {
  private final WorkPool pool;
  private final ScanSignals signals;
  private final Tensor coefficients;
  private final Tensor outputVector;
  private final Tensor output;
  private final int order;
  private final int padded;
  private final float[] polynomial;
  private final ScanChunks chunks;
  private final float[][] coefficientGradients;
  private final SignalGradients gradients;
  private final CompanionStep[] steps;
  private final WorkPool.Task forwardTask = this::forwardSequence;
  private final WorkPool.Task backwardTask = this::backwardSequence;
  private boolean addOutputVector;

  CompanionScanKernel(
      WorkPool pool,
      ScanTile tile,
      ScanSignals signals,
      Tensor coefficients,
      Tensor outputVector,
      Tensor output) {
    order = Math.toIntExact(coefficients.shape().count());
    ScanShapes.requirePerToken(signals, order, outputVector);
    this.pool = pool;
    this.signals = signals;
    this.coefficients = coefficients;
    this.outputVector = outputVector;
    this.output = output;
    padded = Memory.padded(signals.channels());
    polynomial = new float[order];
    chunks = new ScanChunks(tile, signals, order * padded);
    coefficientGradients = new float[signals.batch()][order];
    gradients = new SignalGradients(signals);
    steps = new CompanionStep[pool.threads()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new CompanionStep(new SignalBlock(signals, gradients), polynomial, padded);
    }
  }

  @Override
  public void forward() {
    chunks.begin();
    for (int n = 0; n < order; n++) {
      polynomial[n] = Memory.get(coefficients.data(), n);
    }
    pool.run(signals.batch(), forwardTask);
  }

  @Override
  public void backward() {
    gradients.begin();
    addOutputVector = outputVector.claimGradient();
    pool.run(signals.batch(), backwardTask);
    gradients.end();
    Partials.sum(coefficientGradients, coefficients);
  }

  private void forwardSequence(int sequence) {
    CompanionStep work = steps[sequence % steps.length];
    float[] state = work.state;
    Arrays.fill(state, 0);
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      chunks.keep(sequence, chunk, state);
      int tokens = chunks.tokens(chunk);
      int row = chunks.row(sequence, chunk);
      work.takeOutputVector(outputVector, row, tokens);
      for (int c = 0; c < padded; c += LANES) {
        work.block.load(row, tokens, c);
        work.run(state, c * order, tokens);
        requireInvertible(work, sequence, chunks.firstToken(chunk), tokens, c);
        work.block.storeOutput(output);
        work.keepLastState(c * order, tokens);
      }
    }
  }

  private void backwardSequence(int sequence) {
    CompanionStep work = steps[sequence % steps.length];
    work.clearGradients();
    for (int chunk = chunks.count() - 1; chunk >= 0; chunk--) {
      int tokens = chunks.tokens(chunk);
      int row = chunks.row(sequence, chunk);
      work.takeOutputVector(outputVector, row, tokens);
      work.clearOutputVectorGradients();
      for (int c = 0; c < padded; c += LANES) {
        work.block.load(row, tokens, c);
        work.block.loadGradient(output);
        work.run(chunks.starts[sequence], chunks.startsAt(chunk) + c * order, tokens);
        for (int t = tokens - 1; t >= 0; t--) {
          work.adjoint(t, c * order);
        }
        work.block.storeGradients(sequence);
      }
      work.storeOutputVectorGradients(outputVector, addOutputVector, row, tokens);
    }
    work.sumCoefficientGradients(coefficientGradients[sequence]);
  }

  private void requireInvertible(
      CompanionStep work, int sequence, int firstToken, int tokens, int channel) {
    int bad = work.firstUnsafe(tokens);
    if (bad >= 0) {
      throw new ArithmeticException(
          "%s: I − Δ/2·A is not safely invertible at sequence %d, token %d, channel %d: its determinant is %g with Δ = %g"
              .formatted(
                  output.name(),
                  sequence,
                  firstToken + bad / LANES,
                  channel + bad % LANES,
                  work.determinant(bad),
                  work.block.step[bad]));
    }
  }
}
