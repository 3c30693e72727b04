package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.Tensor;

/// Mamba-2's recurrence by chunks, almost all of it matrix products: within a chunk M = (C Bᵀ) ⊙
/// decays times the inputs, between chunks a state of order × channels. A task is one group's heads
/// of one sequence.
///
/// Nothing is kept from the forward to the backward pass: the backward pass first runs the states
/// to the starts of all chunks, then goes through the chunks from the last to the first
/// ([HeadAdjoint]). Memory beside the tensors is a thread's scratch for one sequence, `length /
/// chunk · order · channels`, shared by all layers.
final class HeadScanKernel implements RecurrentOperation {
  private final WorkPool pool;
  private final HeadSignals signals;
  private final Tensor rates;
  private final Tensor output;
  private final int chunk;
  private final int chunks;
  private final HeadScratch scratch;
  private final HeadChunk[] work;
  private final HeadAdjoint[] adjoints;
  private final HeadGradients gradients;
  private final WorkPool.Task forwardTask = this::forwardGroup;
  private final WorkPool.Task backwardTask = this::backwardGroup;

  HeadScanKernel(
      WorkPool pool,
      ScratchMemory shared,
      HeadSignals signals,
      Discretisation rule,
      Tensor rates,
      Tensor output) {
    if (rates.shape().count() != signals.heads()
        || output.rows() != signals.input().rows()
        || output.columns() != signals.input().columns()) {
      throw new IllegalArgumentException(
          "%s and %s do not give %s".formatted(rates, signals.input(), output));
    }
    HeadSignals.requireRule(rule);
    this.pool = pool;
    this.signals = signals;
    this.rates = rates;
    this.output = output;
    chunk = Math.min(signals.chunk(), signals.length());
    chunks = Math.ceilDiv(signals.length(), chunk);
    scratch = new HeadScratch(shared, signals, chunk, chunks);
    gradients = new HeadGradients(signals, rates);
    work = new HeadChunk[pool.threads()];
    adjoints = new HeadAdjoint[pool.threads()];
    for (int i = 0; i < work.length; i++) {
      work[i] = new HeadChunk(signals, scratch, rule, rates, chunk);
      adjoints[i] = new HeadAdjoint(work[i], gradients, output);
    }
  }

  @Override
  public void forward() {
    scratch.prepare();
    pool.run(signals.batch() * signals.groups(), forwardTask);
  }

  @Override
  public void backward() {
    scratch.prepare();
    gradients.begin();
    pool.run(signals.batch() * signals.groups(), backwardTask);
    gradients.end();
  }

  @Override
  public double[] finalState(int sequence) {
    scratch.prepare();
    int order = signals.order();
    int channels = work[0].channels;
    double[] state = new double[signals.input().columns() * order];
    for (int group = 0; group < signals.groups(); group++) {
      HeadChunk at = begin(sequence * signals.groups() + group, 0);
      for (int c = 0; c < chunks; c++) {
        moveTo(at, sequence, group, c);
        at.advance(carried(c), scratch.states, scratch.states);
      }
      for (int i = 0; i < order * channels; i++) {
        int channel = group * channels + i % channels;
        state[channel * order + i / channels] = Memory.get(at.memory, scratch.states + i);
      }
    }
    return state;
  }

  private void forwardGroup(int task) {
    HeadChunk at = begin(task, task % work.length);
    for (int c = 0; c < chunks; c++) {
      moveTo(at, task / signals.groups(), task % signals.groups(), c);
      at.output(output, carried(c), scratch.states);
      if (c + 1 < chunks) {
        at.advance(carried(c), scratch.states, scratch.states);
      }
    }
  }

  private void backwardGroup(int task) {
    HeadChunk at = begin(task, task % work.length);
    long size = (long) signals.order() * at.channels;
    int sequence = task / signals.groups();
    int group = task % signals.groups();
    for (int c = 0; c + 1 < chunks; c++) {
      moveTo(at, sequence, group, c);
      long start = scratch.states + c * size;
      at.advance(carried(c), start, start + size);
    }
    HeadAdjoint adjoint = adjoints[task % work.length];
    for (int c = chunks - 1; c >= 0; c--) {
      moveTo(at, sequence, group, c);
      adjoint.run(sequence, carried(c), c + 1 < chunks, scratch.states + c * size);
    }
    Tensor initial = signals.initialState();
    if (initial != null) {
      putInitialGradient(at.memory, initial, sequence, group);
    }
  }

  private boolean carried(int c) {
    return c > 0 || signals.initialState() != null;
  }

  /// The thread's work with the state before the first token in the place of the first state.
  private HeadChunk begin(int task, int thread) {
    HeadChunk at = work[thread];
    at.memory = scratch.memory(thread);
    Tensor initial = signals.initialState();
    if (initial != null) {
      long from = initialAt(task / signals.groups(), task % signals.groups(), at.channels);
      for (int n = 0; n < signals.order(); n++) {
        for (int c = 0; c < at.channels; c++) {
          float value = Memory.get(initial.data(), from + (long) c * initial.rowStride() + n);
          Memory.set(at.memory, scratch.states + (long) n * at.channels + c, value);
        }
      }
    }
    return at;
  }

  private void putInitialGradient(MemorySegment memory, Tensor initial, int sequence, int group) {
    int channels = work[0].channels;
    long to = initialAt(sequence, group, channels);
    for (int n = 0; n < signals.order(); n++) {
      for (int c = 0; c < channels; c++) {
        long at = to + (long) c * initial.rowStride() + n;
        float value = Memory.get(memory, scratch.stateGradient + (long) n * channels + c);
        float before = gradients.addInitial ? Memory.get(initial.gradient(), at) : 0;
        Memory.set(initial.gradient(), at, before + value);
      }
    }
  }

  private long initialAt(int sequence, int group, int channels) {
    Tensor initial = signals.initialState();
    long row = (long) sequence * signals.input().columns() + (long) group * channels;
    return initial == null ? 0 : row * initial.rowStride();
  }

  private void moveTo(HeadChunk at, int sequence, int group, int c) {
    int first = c * chunk;
    at.moveTo(
        sequence * signals.length() + first, Math.min(chunk, signals.length() - first), group);
  }
}
