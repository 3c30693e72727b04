package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The launches of `canonical_split.c`: what the segments of a recurrence pass on to each other. Φ
/// is kept from the forward pass to the backward pass.
final class CanonicalSplit {
  private final Kernels kernels;
  private final CanonicalSizes sizes;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor parameters;
  private final Tensor openVector;
  private final Program program;
  private final MemorySegment moves;

  CanonicalSplit(
      Kernels kernels,
      CanonicalSizes sizes,
      ScanSignals signals,
      Tensor parameters,
      Tensor openVector) {
    this.kernels = kernels;
    this.sizes = sizes;
    this.signals = signals;
    this.parameters = parameters;
    this.openVector = openVector;
    arguments = new SignalArguments(kernels, signals);
    program = sizes.splitProgram();
    moves = kernels.runtime.allocate(sizes.moveBytes());
  }

  /// Leaves in `starts` the state that enters each segment.
  void bindStarts(List<Launch> launches, MemorySegment starts) {
    Segments segments = sizes.segments();
    launches.add(
        kernels.bind(
            program,
            "canonical_moves",
            sizes.grid(segments.borders() * sizes.vectors()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            parameters.data(),
            openVector.data(),
            moves,
            sizes.length(),
            sizes.channels(),
            segments.count(),
            segments.chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            openVector.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            program,
            "canonical_carry",
            sizes.grid(1),
            parameters.data(),
            moves,
            starts,
            sizes.channels(),
            sizes.chunks(),
            segments.count(),
            segments.chunks()));
  }

  /// Leaves in `locals` the gradient of the state that enters each segment.
  void bindLocals(List<Launch> launches, Tensor output, MemorySegment locals) {
    Segments segments = sizes.segments();
    launches.add(
        kernels.bind(
            program,
            "canonical_locals",
            sizes.grid(segments.borders()),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.gate()),
            parameters.data(),
            openVector.data(),
            output.gradient(),
            locals,
            sizes.length(),
            sizes.channels(),
            segments.count(),
            segments.chunks(),
            signals.step().rowStride(),
            arguments.gateStride(),
            openVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            program,
            "canonical_adjoint_carry",
            sizes.grid(1),
            parameters.data(),
            moves,
            locals,
            sizes.channels(),
            segments.count()));
  }
}
