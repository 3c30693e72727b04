package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The recurrences of companion and Schwarz forms, see `canonical.c`.
final class CanonicalScanOperation extends GpuOperation {
  private final Kernels kernels;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor parameters;
  private final Tensor openVector;
  private final Tensor output;
  private final CanonicalSizes sizes;
  private final Program program;

  /// Null where there is one segment.
  private final @Nullable CanonicalSplit split;

  private final MemorySegment starts;
  private final MemorySegment fault;

  /// @param parameters of A, `(order)` for all channels or `(channels, order)`
  /// @param openVector `(batch, length, order)`, or of the shape of the parameters
  CanonicalScanOperation(
      Kernels kernels,
      Faults faults,
      CanonicalForm form,
      ScanSignals signals,
      Tensor parameters,
      Tensor openVector,
      Tensor output) {
    sizes = CanonicalSizes.of(kernels.split, form, signals, parameters, openVector);
    this.kernels = kernels;
    this.signals = signals;
    this.parameters = parameters;
    this.openVector = openVector;
    this.output = output;
    arguments = new SignalArguments(kernels, signals);
    program = sizes.program();
    starts =
        kernels.runtime.allocate(
            sizes.perSequence() * sizes.chunks() * sizes.order() * Float.BYTES);
    fault =
        faults.slot(
            place ->
                "%s: I − Δ/2·A is not safely invertible at %s"
                    .formatted(output.name(), sizes.place(place)));
    split =
        sizes.segments().isSplit()
            ? new CanonicalSplit(kernels, sizes, signals, parameters, openVector)
            : null;
    long locals = split == null ? 0 : sizes.perSegment() * sizes.order();
    kernels.scratch.need(localsPlace() + locals);
  }

  private long feedPlace() {
    return sizes.openParts() + sizes.parameterParts();
  }

  private long localsPlace() {
    return feedPlace() + 2 * sizes.perSegment();
  }

  @Override
  void bindForward(List<Launch> launches) {
    if (split != null) {
      split.bindStarts(launches, starts);
    }
    launches.add(
        kernels.bind(
            program,
            "canonical_forward",
            sizes.grid(sizes.segments().count()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            parameters.data(),
            openVector.data(),
            output.data(),
            starts,
            fault,
            sizes.length(),
            sizes.channels(),
            sizes.segments().chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            openVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment openPart = kernels.scratch.from(0);
    MemorySegment parameterPart = kernels.scratch.from(sizes.openParts());
    MemorySegment feedPart = kernels.scratch.from(feedPlace());
    MemorySegment biasPart = kernels.scratch.from(feedPlace() + sizes.perSegment());
    MemorySegment locals = kernels.scratch.from(localsPlace());
    if (split != null) {
      split.bindLocals(launches, output, locals);
    }
    SignalArguments.Claims claims = arguments.claim();
    int rows = signals.input().rows();
    launches.add(
        kernels.bind(
            program,
            "canonical_backward",
            sizes.grid(sizes.segments().count()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            parameters.data(),
            openVector.data(),
            starts,
            locals,
            output.gradient(),
            signals.input().gradient(),
            signals.step().gradient(),
            arguments.gateGradient(),
            parameterPart,
            feedPart,
            biasPart,
            openPart,
            sizes.length(),
            sizes.channels(),
            sizes.segments().count(),
            sizes.segments().chunks(),
            rows,
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            openVector.rowStride(),
            output.rowStride(),
            arguments.flags(),
            claims.input(),
            claims.step(),
            claims.gate()));
    launches.add(kernels.sumParts(parameterPart, sizes.parameterRuns(), parameters));
    arguments.sum(launches, sizes.runs(), feedPart, biasPart);
    if (sizes.isStatic()) {
      launches.add(kernels.sumParts(openPart, sizes.parameterRuns(), openVector));
    } else {
      boolean add = openVector.claimGradient();
      launches.add(
          kernels.sumParts(
              openPart,
              sizes.groups(),
              rows,
              sizes.order(),
              openVector.gradient(),
              openVector.rowStride(),
              add));
    }
  }
}
