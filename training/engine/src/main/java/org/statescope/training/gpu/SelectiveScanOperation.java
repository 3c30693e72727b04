package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The selective scan of Mamba, see `selective_scan.c`.
final class SelectiveScanOperation extends GpuOperation {
  private final Kernels kernels;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor stateMatrix;
  private final Tensor inputVector;
  private final Tensor outputVector;
  private final Tensor output;
  private final SelectiveSizes sizes;
  private final Program program;
  private final SelectiveSplit split;
  private final MemorySegment starts;

  SelectiveScanOperation(
      Kernels kernels,
      ScanSignals signals,
      Discretisation rule,
      Tensor stateMatrix,
      Tensor inputVector,
      Tensor outputVector,
      Tensor output) {
    sizes =
        SelectiveSizes.of(kernels.split, signals, stateMatrix, inputVector, outputVector, output);
    this.kernels = kernels;
    this.signals = signals;
    this.stateMatrix = stateMatrix;
    this.inputVector = inputVector;
    this.outputVector = outputVector;
    this.output = output;
    arguments = new SignalArguments(kernels, signals);
    program = sizes.program("selective_scan", number(rule));
    split = new SelectiveSplit(kernels, sizes, number(rule), signals, stateMatrix);
    starts = kernels.runtime.allocate(sizes.perSequence() * sizes.chunks() * Float.BYTES);
    kernels.scratch.need(endsPlace() + 2 * sizes.borderStates());
  }

  /// The number of a rule in `signals.c`.
  static int number(Discretisation rule) {
    return switch (rule) {
      case EULER -> 0;
      case ZOH -> 1;
      case BILINEAR -> 2;
    };
  }

  private long feedPlace() {
    return sizes.perSegment() * sizes.order();
  }

  private long vectorPlace() {
    return feedPlace() + 2 * sizes.perSegment();
  }

  private long endsPlace() {
    return vectorPlace() + 2 * sizes.vectorParts();
  }

  private MemorySegment ends() {
    return kernels.scratch.from(endsPlace());
  }

  private MemorySegment decays() {
    return kernels.scratch.from(endsPlace() + sizes.borderStates());
  }

  @Override
  void bindForward(List<Launch> launches) {
    if (sizes.segments().isSplit()) {
      split.bindStarts(launches, inputVector, ends(), decays(), starts);
    }
    launches.add(
        kernels.bind(
            program,
            "selective_forward",
            sizes.grid(sizes.segments().count()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            stateMatrix.data(),
            inputVector.data(),
            outputVector.data(),
            output.data(),
            starts,
            sizes.length(),
            sizes.channels(),
            sizes.teamChannels(),
            sizes.teamGroups(),
            sizes.segments().chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            inputVector.rowStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment statePart = kernels.scratch.from(0);
    MemorySegment feedPart = kernels.scratch.from(feedPlace());
    MemorySegment biasPart = kernels.scratch.from(feedPlace() + sizes.perSegment());
    MemorySegment inputPart = kernels.scratch.from(vectorPlace());
    MemorySegment outputPart = kernels.scratch.from(vectorPlace() + sizes.vectorParts());
    SignalArguments.Claims claims = arguments.claim();
    if (sizes.segments().isSplit()) {
      split.bindAdjointEnds(launches, outputVector, output, ends(), decays());
    }
    launches.add(
        kernels.bind(
            program,
            "selective_backward",
            sizes.grid(sizes.segments().count()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            stateMatrix.data(),
            inputVector.data(),
            outputVector.data(),
            starts,
            ends(),
            output.gradient(),
            signals.input().gradient(),
            signals.step().gradient(),
            arguments.gateGradient(),
            statePart,
            feedPart,
            biasPart,
            inputPart,
            outputPart,
            sizes.length(),
            sizes.channels(),
            sizes.teams(),
            sizes.teamChannels(),
            sizes.teamGroups(),
            sizes.segments().count(),
            sizes.segments().chunks(),
            signals.input().rows(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            inputVector.rowStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags(),
            claims.input(),
            claims.step(),
            claims.gate()));
    launches.add(kernels.sumParts(statePart, sizes.runs(), stateMatrix));
    arguments.sum(launches, sizes.runs(), feedPart, biasPart);
    sumVector(launches, inputPart, inputVector);
    sumVector(launches, outputPart, outputVector);
  }

  private void sumVector(List<Launch> launches, MemorySegment part, Tensor vector) {
    boolean add = vector.claimGradient();
    launches.add(
        kernels.sumParts(
            part,
            sizes.teamGroups(),
            vector.rows(),
            sizes.teams() * sizes.order(),
            vector.gradient(),
            vector.rowStride(),
            add));
  }
}
