package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Mamba's selective scan: a vector holds neighbouring channels, a task is one sequence, and within
/// a chunk of tokens one state after the other runs along the tokens, so that it stays in a
/// register.
///
/// The forward pass keeps the states at the starts of chunks; the backward pass computes those
/// within a chunk again, so memory is `batch · length / chunk · channels · order` and the scratch
/// of a chunk fits the first-level cache.
///
/// With g_t the gradient of h_t: g_t = C_t dy_t + Ā_{t+1} g_{t+1}; dC_t = dy_t h_t; dB_t = g_t Δ_t
/// u_t; d(Δ_t A) = g_t h_{t−1} Ā_t. dB and dC sum over channels: they are kept as one vector per
/// token and state and its lanes are added once. This is Euler's rule, whose only exponential is Ā;
/// [SampledState] has the others.
final class SelectiveScanKernel implements Operation {
  private final WorkPool pool;
  private final ScanSignals signals;
  private final Tensor stateMatrix;
  private final Tensor inputVector;
  private final Tensor outputVector;
  private final Tensor output;
  private final int order;
  private final int groups;
  private final int groupChannels;
  private final int groupPadded;
  private final int padded;
  private final float[] matrix;

  /// A log₂ e: ā = 2^(Δ A log₂ e).
  private final float[] rates;

  private final ScanChunks chunks;
  private final float[][] matrixGradients;
  private final SignalGradients gradients;
  private final SelectiveScanScratch[] scratch;
  private final WorkPool.Task forwardTask = this::forwardSequence;
  private final WorkPool.Task backwardTask = this::backwardSequence;
  private boolean addInputVector;
  private boolean addOutputVector;

  SelectiveScanKernel(
      WorkPool pool,
      ScanTile tile,
      ScanSignals signals,
      Discretisation rule,
      Tensor stateMatrix,
      Tensor inputVector,
      Tensor outputVector,
      Tensor output) {
    order = stateMatrix.columns();
    ScanShapes.require(signals, stateMatrix.rows() == signals.channels(), stateMatrix);
    groups = ScanShapes.groups(signals, order, inputVector);
    ScanShapes.require(
        signals, ScanShapes.groups(signals, order, outputVector) == groups, outputVector);
    this.pool = pool;
    this.signals = signals;
    this.stateMatrix = stateMatrix;
    this.inputVector = inputVector;
    this.outputVector = outputVector;
    this.output = output;
    groupChannels = signals.channels() / groups;
    groupPadded = Memory.padded(groupChannels);
    padded = groups * groupPadded;
    matrix = new float[order * padded];
    rates = new float[order * padded];
    chunks = new ScanChunks(tile, signals, order * padded);
    matrixGradients = new float[signals.batch()][order * padded];
    gradients = new SignalGradients(signals);
    scratch = new SelectiveScanScratch[pool.threads()];
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] =
          new SelectiveScanScratch(new SignalBlock(signals, gradients), rule, order, padded);
    }
  }

  @Override
  public void forward() {
    chunks.begin();
    for (int c = 0; c < signals.channels(); c++) {
      for (int n = 0; n < order; n++) {
        float a = Memory.get(stateMatrix.data(), (long) c * order + n);
        matrix[at(c, n)] = a;
        rates[at(c, n)] = a * VectorMath.LOG2_E;
      }
    }
    pool.run(signals.batch(), forwardTask);
  }

  @Override
  public void backward() {
    gradients.begin();
    addInputVector = inputVector.claimGradient();
    addOutputVector = outputVector.claimGradient();
    pool.run(signals.batch(), backwardTask);
    gradients.end();
    boolean add = stateMatrix.claimGradient();
    for (int c = 0; c < signals.channels(); c++) {
      for (int n = 0; n < order; n++) {
        long to = (long) c * order + n;
        float sum = add ? Memory.get(stateMatrix.gradient(), to) : 0;
        for (float[] part : matrixGradients) {
          sum += part[at(c, n)];
        }
        Memory.set(stateMatrix.gradient(), to, sum);
      }
    }
  }

  /// State n of channel c where each vector of channels has its states side by side. A group of
  /// channels begins with a vector of its own.
  private int at(int c, int n) {
    int slot = c / groupChannels * groupPadded + c % groupChannels;
    return (slot / LANES * order + n) * LANES + slot % LANES;
  }

  private void forwardSequence(int sequence) {
    SelectiveScanScratch work = scratch[sequence % scratch.length];
    float[] state = work.state;
    Arrays.fill(state, 0);
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      chunks.keep(sequence, chunk, state);
      int tokens = chunks.tokens(chunk);
      int row = chunks.row(sequence, chunk);
      for (int group = 0; group < groups; group++) {
        forwardGroup(work, group, row, tokens);
      }
    }
  }

  private void forwardGroup(SelectiveScanScratch work, int group, int row, int tokens) {
    work.takeVectors(inputVector, outputVector, row, tokens, group);
    int end = (group + 1) * groupChannels;
    for (int c = 0; c < groupPadded; c += LANES) {
      work.block.load(row, tokens, group * groupChannels + c, end);
      int first = (group * groupPadded + c) * order;
      if (work.sampled != null) {
        for (int n = 0; n < order; n++) {
          work.sampled.advance(matrix, first + n * LANES, n, tokens);
        }
      } else {
        work.scaleInput(tokens);
        for (int n = 0; n < order; n++) {
          advance(work, first + n * LANES, n, tokens);
        }
      }
      work.block.storeOutput(output);
    }
  }

  private void advance(SelectiveScanScratch work, int at, int n, int tokens) {
    float[] decays = work.decays;
    float[] driven = work.driven;
    float[] y = work.block.output;
    VectorMath.exp2(work.block.step, 0, rates, at, decays, 0, tokens * LANES);
    FloatVector h = FloatVector.fromArray(SPECIES, work.state, at);
    for (int t = 0; t < tokens; t++) {
      int i = t * LANES;
      FloatVector drive =
          FloatVector.fromArray(SPECIES, driven, i).mul(work.inputs[n * LONGEST + t]);
      h = h.fma(FloatVector.fromArray(SPECIES, decays, i), drive);
      FloatVector c = FloatVector.broadcast(SPECIES, work.outputs[n * LONGEST + t]);
      h.fma(c, FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
    }
    h.intoArray(work.state, at);
  }

  private void backwardSequence(int sequence) {
    SelectiveScanScratch work = scratch[sequence % scratch.length];
    Arrays.fill(work.stateGradient, 0);
    Arrays.fill(matrixGradients[sequence], 0);
    for (int chunk = chunks.count() - 1; chunk >= 0; chunk--) {
      int tokens = chunks.tokens(chunk);
      int row = chunks.row(sequence, chunk);
      for (int group = 0; group < groups; group++) {
        work.takeVectors(inputVector, outputVector, row, tokens, group);
        work.clearVectorGradients();
        backwardGroup(work, group, sequence, chunk, row, tokens);
        work.storeVectorGradients(
            inputVector, addInputVector, outputVector, addOutputVector, row, tokens, group);
      }
    }
  }

  private void backwardGroup(
      SelectiveScanScratch work, int group, int sequence, int chunk, int row, int tokens) {
    float[] da = matrixGradients[sequence];
    int chunkStart = chunks.startsAt(chunk);
    float[] starts = chunks.starts[sequence];
    int end = (group + 1) * groupChannels;
    for (int c = 0; c < groupPadded; c += LANES) {
      work.block.load(row, tokens, group * groupChannels + c, end);
      work.block.loadGradient(output);
      int first = (group * groupPadded + c) * order;
      if (work.sampled != null) {
        for (int n = 0; n < order; n++) {
          int at = first + n * LANES;
          work.sampled.recompute(matrix, at, starts, chunkStart + at, n, tokens);
          work.sampled.adjoint(matrix, da, at, n, tokens);
        }
      } else {
        work.scaleInput(tokens);
        for (int n = 0; n < order; n++) {
          int at = first + n * LANES;
          recompute(work, starts, chunkStart + at, at, n, tokens);
          adjoint(work, da, at, n, tokens);
        }
        work.splitDrivenGradient(tokens);
      }
      work.block.storeGradients(sequence);
    }
  }

  private void recompute(
      SelectiveScanScratch work, float[] start, int startAt, int at, int n, int tokens) {
    float[] decays = work.decays;
    float[] driven = work.driven;
    float[] y = work.block.output;
    VectorMath.exp2(work.block.step, 0, rates, at, decays, 0, tokens * LANES);
    FloatVector h = FloatVector.fromArray(SPECIES, start, startAt);
    h.intoArray(work.states, 0);
    for (int t = 0; t < tokens; t++) {
      int i = t * LANES;
      FloatVector drive =
          FloatVector.fromArray(SPECIES, driven, i).mul(work.inputs[n * LONGEST + t]);
      h = h.fma(FloatVector.fromArray(SPECIES, decays, i), drive);
      h.intoArray(work.states, i + LANES);
      FloatVector c = FloatVector.broadcast(SPECIES, work.outputs[n * LONGEST + t]);
      h.fma(c, FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
    }
  }

  private void adjoint(
      SelectiveScanScratch work, float[] matrixGradient, int at, int n, int tokens) {
    float[] delta = work.block.step;
    float[] deltaGradient = work.block.stepGradient;
    float[] outputGradient = work.block.outputGradient;
    float[] driven = work.driven;
    float[] drivenGradient = work.drivenGradient;
    FloatVector a = FloatVector.fromArray(SPECIES, matrix, at);
    FloatVector g = FloatVector.fromArray(SPECIES, work.stateGradient, at);
    FloatVector da = FloatVector.fromArray(SPECIES, matrixGradient, at);
    for (int t = tokens - 1; t >= 0; t--) {
      int i = t * LANES;
      int v = (n * LONGEST + t) * LANES;
      FloatVector dy = FloatVector.fromArray(SPECIES, outputGradient, i);
      g = dy.fma(FloatVector.broadcast(SPECIES, work.outputs[n * LONGEST + t]), g);
      dy.fma(
              FloatVector.fromArray(SPECIES, work.states, i + LANES),
              FloatVector.fromArray(SPECIES, work.outputGradients, v))
          .intoArray(work.outputGradients, v);
      g.fma(
              FloatVector.fromArray(SPECIES, driven, i),
              FloatVector.fromArray(SPECIES, work.inputGradients, v))
          .intoArray(work.inputGradients, v);
      g.fma(
              FloatVector.broadcast(SPECIES, work.inputs[n * LONGEST + t]),
              FloatVector.fromArray(SPECIES, drivenGradient, i))
          .intoArray(drivenGradient, i);
      FloatVector before = g.mul(FloatVector.fromArray(SPECIES, work.decays, i));
      FloatVector exponent = before.mul(FloatVector.fromArray(SPECIES, work.states, i));
      exponent.fma(a, FloatVector.fromArray(SPECIES, deltaGradient, i)).intoArray(deltaGradient, i);
      da = exponent.fma(FloatVector.fromArray(SPECIES, delta, i), da);
      g = before;
    }
    g.intoArray(work.stateGradient, at);
    da.intoArray(matrixGradient, at);
  }
}
