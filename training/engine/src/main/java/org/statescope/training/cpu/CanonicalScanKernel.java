package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The bilinear recurrence of a canonical form in O(N) per token and channel, no matrices and no
/// exponentials; see [ScanStep] for the arithmetic. A vector holds neighbouring channels, a task is
/// one sequence; states within a chunk are computed again for the backward pass.
final class CanonicalScanKernel implements Operation {
  private final WorkPool pool;
  private final ScanSignals signals;
  private final Tensor openVector;
  private final Tensor output;
  private final int order;
  private final int padded;
  private final LaneParameters parameters;
  private final @Nullable LaneParameters openParameters;
  private final ScanChunks chunks;
  private final SignalGradients gradients;
  private final ScanStep[] steps;
  private final WorkPool.Task forwardTask = this::forwardSequence;
  private final WorkPool.Task backwardTask = this::backwardSequence;
  private boolean addOpenVector;

  /// @param parametersOfA `(order)` or `(channels, order)`
  /// @param openVector `(batch, length, order)` where the token chooses it, else of the shape of
  ///   the parameters
  CanonicalScanKernel(
      WorkPool pool,
      ScanTile tile,
      CanonicalScan scan,
      ScanSignals signals,
      Tensor parametersOfA,
      Tensor openVector,
      Tensor output) {
    order = parametersOfA.columns();
    boolean isStatic = openVector.shape().dimensions() < 3;
    if (isStatic) {
      ScanShapes.require(signals, openVector.shape().equals(parametersOfA.shape()), openVector);
    } else {
      ScanShapes.requirePerToken(signals, order, openVector);
    }
    this.pool = pool;
    this.signals = signals;
    this.openVector = openVector;
    this.output = output;
    padded = Memory.padded(signals.channels());
    parameters = new LaneParameters(parametersOfA, signals.channels(), signals.batch());
    openParameters =
        isStatic ? new LaneParameters(openVector, signals.channels(), signals.batch()) : null;
    chunks = new ScanChunks(tile, signals, order * padded);
    gradients = new SignalGradients(signals);
    steps = new ScanStep[pool.threads()];
    for (int i = 0; i < steps.length; i++) {
      OpenVector open = new OpenVector(openVector, openParameters);
      steps[i] = scan.step(new SignalBlock(signals, gradients), open, order, padded);
    }
  }

  @Override
  public void forward() {
    chunks.begin();
    parameters.load();
    if (openParameters != null) {
      openParameters.load();
    }
    for (ScanStep step : steps) {
      step.matrix.begin(parameters.values);
    }
    pool.run(signals.batch(), forwardTask);
  }

  @Override
  public void backward() {
    gradients.begin();
    addOpenVector = openParameters == null && openVector.claimGradient();
    pool.run(signals.batch(), backwardTask);
    gradients.end();
    parameters.sumGradients();
    if (openParameters != null) {
      openParameters.sumGradients();
    }
  }

  private void forwardSequence(int sequence) {
    ScanStep work = steps[sequence % steps.length];
    float[] state = work.state;
    Arrays.fill(state, 0);
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      chunks.keep(sequence, chunk, state);
      int tokens = chunks.tokens(chunk);
      int row = chunks.row(sequence, chunk);
      work.open.beginChunk(row, tokens);
      for (int c = 0; c < padded; c += LANES) {
        work.block.load(row, tokens, c);
        work.open.beginChannels(c, sequence);
        work.run(state, c * order, parameters, parameters.at(c), tokens);
        requireSafe(work, sequence, chunks.firstToken(chunk), tokens, c);
        work.block.storeOutput(output);
        work.keepLastState(c * order, tokens);
      }
    }
  }

  private void backwardSequence(int sequence) {
    ScanStep work = steps[sequence % steps.length];
    work.clearStateGradients();
    parameters.clearGradients(sequence);
    if (openParameters != null) {
      openParameters.clearGradients(sequence);
    }
    for (int chunk = chunks.count() - 1; chunk >= 0; chunk--) {
      int tokens = chunks.tokens(chunk);
      int row = chunks.row(sequence, chunk);
      work.open.beginChunk(row, tokens);
      work.open.clearTokenGradients();
      for (int c = 0; c < padded; c += LANES) {
        work.block.load(row, tokens, c);
        work.block.loadGradient(output);
        work.open.beginChannels(c, sequence);
        int at = c * order;
        int start = chunks.startsAt(chunk) + at;
        work.run(chunks.starts[sequence], start, parameters, parameters.at(c), tokens);
        work.adjoint(at, parameters.gradients[sequence], tokens);
        work.block.storeGradients(sequence);
      }
      work.open.storeTokenGradients(addOpenVector, row, tokens);
    }
    for (int c = 0; c < padded; c += LANES) {
      work.take(parameters, parameters.at(c));
      work.finish(c * order, parameters.gradients[sequence]);
    }
  }

  private void requireSafe(ScanStep work, int sequence, int firstToken, int tokens, int channel) {
    int bad = work.firstUnsafe(tokens);
    if (bad >= 0) {
      throw new ArithmeticException(
          "%s: I − Δ/2·A is not safely invertible at sequence %d, token %d, channel %d: it is safe to %g with Δ = %g"
              .formatted(
                  output.name(),
                  sequence,
                  firstToken + bad / LANES,
                  channel + bad % LANES,
                  work.safety(bad),
                  work.block.step[bad]));
    }
  }
}
