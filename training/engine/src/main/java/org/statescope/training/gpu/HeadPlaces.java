package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// What the kernels of a Mamba-2 recurrence read and write, and the matrices they see in it.
///
/// The forward pass keeps Δ, b̄, their sums and the state before each chunk for the backward pass;
/// the rest is scratch.
final class HeadPlaces {
  final HeadSignals signals;
  final Tensor rates;
  final Tensor output;
  final HeadSizes sizes;
  final HeadScratch scratch;
  final MemorySegment deltas;

  /// b̄, which is Δ itself under Euler's rule.
  final MemorySegment gains;

  final MemorySegment sums;

  /// The states before each chunk.
  final MemorySegment states;

  /// The states behind the last tokens.
  final MemorySegment finals;

  private final GpuRuntime runtime;

  HeadPlaces(
      Kernels kernels,
      HeadSignals signals,
      HeadSizes sizes,
      Discretisation rule,
      Tensor rates,
      Tensor output) {
    runtime = kernels.runtime;
    this.signals = signals;
    this.sizes = sizes;
    this.rates = rates;
    this.output = output;
    scratch = new HeadScratch(kernels.scratch, sizes);
    deltas = allocate(sizes.rows() * sizes.heads());
    gains = rule == Discretisation.EULER ? deltas : allocate(sizes.rows() * sizes.heads());
    sums = allocate(sizes.rows() * sizes.heads());
    states = allocate(sizes.states());
    finals = allocate((long) sizes.batch() * sizes.channels() * sizes.order());
  }

  private MemorySegment allocate(long values) {
    return runtime.allocate(values * Float.BYTES);
  }

  /// The state behind the last token of a sequence, from the device.
  double[] finalState(int sequence) {
    float[] values = new float[sizes.channels() * sizes.order()];
    long bytes = (long) values.length * Float.BYTES;
    runtime.read(finals.asSlice(sequence * bytes, bytes), MemorySegment.ofArray(values));
    double[] state = new double[values.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = values[i];
    }
    return state;
  }

  ChunkOperand input() {
    return sizes.tokens(signals.input().data(), signals.input().rowStride(), sizes.width());
  }

  ChunkOperand inputGradient() {
    return sizes.tokens(signals.input().gradient(), signals.input().rowStride(), sizes.width());
  }

  ChunkOperand outputs() {
    return sizes.tokens(output.data(), output.rowStride(), sizes.width());
  }

  ChunkOperand outputGradient() {
    return sizes.tokens(output.gradient(), output.rowStride(), sizes.width());
  }

  /// B or C.
  ChunkOperand vector(Tensor vector) {
    return sizes.tokens(vector.data(), vector.rowStride(), sizes.order());
  }

  /// The gradient of B or C.
  ChunkOperand vectorGradient(Tensor vector) {
    return sizes.tokens(vector.gradient(), vector.rowStride(), sizes.order());
  }

  /// A value of every channel of every token, in the scratch.
  ChunkOperand perChannel(long place) {
    return sizes.tokens(scratch.at(place), sizes.channels(), sizes.width());
  }

  /// Values of the tensor or, where it is absent, of the input, which the kernel then does not
  /// read.
  MemorySegment orInput(@Nullable Tensor optional) {
    return (optional == null ? signals.input() : optional).data();
  }

  int flags() {
    return SignalArguments.flags(
        signals.stepBias() != null, signals.softplus(), signals.feedThrough() != null, false);
  }
}
