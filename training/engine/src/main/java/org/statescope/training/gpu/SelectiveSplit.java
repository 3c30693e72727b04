package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The launches of `selective_split.c`: what the segments of a selective scan pass on to each
/// other.
final class SelectiveSplit {
  private final Kernels kernels;
  private final SelectiveSizes sizes;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor stateMatrix;
  private final Program program;

  SelectiveSplit(
      Kernels kernels, SelectiveSizes sizes, int rule, ScanSignals signals, Tensor stateMatrix) {
    this.kernels = kernels;
    this.sizes = sizes;
    this.signals = signals;
    this.stateMatrix = stateMatrix;
    arguments = new SignalArguments(kernels, signals);
    program = sizes.program("selective_split", rule);
  }

  /// Leaves in `starts` the state that enters each segment. `ends` and `decays` are overwritten.
  void bindStarts(
      List<Launch> launches,
      Tensor inputVector,
      MemorySegment ends,
      MemorySegment decays,
      MemorySegment starts) {
    Segments segments = sizes.segments();
    launches.add(
        kernels.bind(
            program,
            "selective_ends",
            sizes.grid(segments.borders()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            stateMatrix.data(),
            inputVector.data(),
            ends,
            decays,
            sizes.length(),
            sizes.channels(),
            sizes.teamChannels(),
            sizes.teamGroups(),
            segments.count(),
            segments.chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            inputVector.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            program,
            "selective_carry",
            sizes.stateGrid(),
            ends,
            decays,
            starts,
            sizes.channels(),
            sizes.chunks(),
            segments.count(),
            segments.chunks()));
  }

  /// Leaves in `ends` the gradient of the state that enters each segment. `decays` is overwritten.
  void bindAdjointEnds(
      List<Launch> launches,
      Tensor outputVector,
      Tensor output,
      MemorySegment ends,
      MemorySegment decays) {
    Segments segments = sizes.segments();
    launches.add(
        kernels.bind(
            program,
            "selective_adjoint_ends",
            sizes.grid(segments.borders()),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.gate()),
            stateMatrix.data(),
            outputVector.data(),
            output.gradient(),
            ends,
            decays,
            sizes.length(),
            sizes.channels(),
            sizes.teamChannels(),
            sizes.teamGroups(),
            segments.count(),
            segments.chunks(),
            signals.step().rowStride(),
            arguments.gateStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            program,
            "selective_adjoint_carry",
            sizes.stateGrid(),
            ends,
            decays,
            sizes.channels(),
            segments.count()));
  }
}
