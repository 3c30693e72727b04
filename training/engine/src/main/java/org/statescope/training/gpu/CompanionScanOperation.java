package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The controllable companion recurrence, see `companion.c`.
final class CompanionScanOperation extends GpuOperation {
  private static final int WIDTH = 64;
  private static final int TOKENS = 8;

  /// A lane keeps TOKENS + 1 states of its channel.
  private static final int MOST_STATES = 128;

  private final Kernels kernels;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor coefficients;
  private final Tensor outputVector;
  private final Tensor output;
  private final Program program;
  private final int order;
  private final int channels;
  private final int groups;
  private final MemorySegment starts;
  private final MemorySegment fault;

  CompanionScanOperation(
      Kernels kernels,
      Faults faults,
      ScanSignals signals,
      Tensor coefficients,
      Tensor outputVector,
      Tensor output) {
    order = Math.toIntExact(coefficients.shape().count());
    channels = signals.channels();
    if (order > MOST_STATES) {
      throw new IllegalArgumentException(
          "the companion recurrence on a graphics processor takes orders up to %d, not %d"
              .formatted(MOST_STATES, order));
    }
    if (outputVector.columns() != order || outputVector.rows() != signals.input().rows()) {
      throw new IllegalArgumentException(
          "%s must have %d values per token".formatted(outputVector, order));
    }
    this.kernels = kernels;
    this.signals = signals;
    this.coefficients = coefficients;
    this.outputVector = outputVector;
    this.output = output;
    arguments = new SignalArguments(kernels, signals);
    groups = Math.ceilDiv(channels, WIDTH);
    program = Program.of("companion", Map.of("ORDER", order, "WIDTH", WIDTH, "TOKENS", TOKENS));
    int chunks = Math.ceilDiv(signals.length(), TOKENS);
    starts = kernels.runtime.allocate((long) signals.batch() * chunks * channels * order * 4);
    fault = faults.slot(this::unsafe);
    kernels.scratch.need(outputParts() + coefficientParts() + 2 * perSequence());
  }

  private String unsafe(int place) {
    int row = place / channels;
    return "%s: I − Δ/2·A is not safely invertible at sequence %d, token %d, channel %d"
        .formatted(output.name(), row / signals.length(), row % signals.length(), place % channels);
  }

  private long outputParts() {
    return (long) groups * signals.input().rows() * order;
  }

  private long coefficientParts() {
    return (long) groups * signals.batch() * order;
  }

  private long perSequence() {
    return (long) signals.batch() * channels;
  }

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "companion_forward",
            Grid.of(groups, signals.batch(), WIDTH),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            coefficients.data(),
            outputVector.data(),
            output.data(),
            starts,
            fault,
            signals.length(),
            channels,
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment outputPart = kernels.scratch.from(0);
    MemorySegment coefficientPart = kernels.scratch.from(outputParts());
    MemorySegment feedPart = kernels.scratch.from(outputParts() + coefficientParts());
    MemorySegment biasPart =
        kernels.scratch.from(outputParts() + coefficientParts() + perSequence());
    SignalArguments.Claims claims = arguments.claim();
    int rows = signals.input().rows();
    launches.add(
        kernels.bind(
            program,
            "companion_backward",
            Grid.of(groups, signals.batch(), WIDTH),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            coefficients.data(),
            outputVector.data(),
            starts,
            output.gradient(),
            signals.input().gradient(),
            signals.step().gradient(),
            arguments.gateGradient(),
            coefficientPart,
            feedPart,
            biasPart,
            outputPart,
            signals.length(),
            channels,
            rows,
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags(),
            claims.input(),
            claims.step(),
            claims.gate()));
    launches.add(kernels.sumParts(coefficientPart, groups * signals.batch(), coefficients));
    arguments.sum(launches, feedPart, biasPart);
    boolean add = outputVector.claimGradient();
    launches.add(
        kernels.sumParts(
            outputPart,
            groups,
            rows,
            order,
            outputVector.gradient(),
            outputVector.rowStride(),
            add));
  }
}
