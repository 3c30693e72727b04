package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The recurrences of companion and Schwarz forms, see `canonical.c`.
final class CanonicalScanOperation extends GpuOperation {
  private static final int WIDTH = 64;
  private static final int TOKENS = 8;

  /// Lanes that keep a compute unit busy: it adds and multiplies for 128 at a time, and each waits
  /// four cycles for its result.
  private static final int LANES_PER_UNIT = 512;

  /// A lane keeps TOKENS + 1 states of its channel, and a group shares WIDTH of them.
  private static final int MOST_STATES = 96;

  private final Kernels kernels;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor parameters;
  private final Tensor openVector;
  private final Tensor output;
  private final Program program;
  private final Program splitProgram;
  private final int order;
  private final int channels;
  private final int groups;
  private final boolean shared;
  private final boolean isStatic;
  private final int chunks;
  private final Segments segments;
  private final MemorySegment starts;

  /// What each segment does to the state that enters it; not used where there is one segment.
  private final MemorySegment moves;

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
    order = parameters.columns();
    channels = signals.channels();
    shared = parameters.rows() == 1;
    isStatic = openVector.shape().dimensions() < 3;
    requireSizes(signals, parameters, openVector);
    this.kernels = kernels;
    this.signals = signals;
    this.parameters = parameters;
    this.openVector = openVector;
    this.output = output;
    arguments = new SignalArguments(kernels, signals);
    groups = Math.ceilDiv(channels, WIDTH);
    chunks = Math.ceilDiv(signals.length(), TOKENS);
    starts = kernels.runtime.allocate(perSequence() * chunks * order * Float.BYTES);
    fault = faults.slot(this::unsafe);
    segments =
        form.isSchwarz()
            ? kernels.split.of(chunks, perSequence(), order + 1, LANES_PER_UNIT)
            : Segments.of(chunks, 1);
    Map<String, Integer> constants =
        Map.of(
            "ORDER", order,
            "WIDTH", WIDTH,
            "TOKENS", TOKENS,
            "SCHWARZ", form.isSchwarz() ? 1 : 0,
            "OBSERVABLE", form.isObservable() ? 1 : 0,
            "SHARED_A", shared ? 1 : 0,
            "STATIC", isStatic ? 1 : 0,
            "SPLIT", segments.isSplit() ? 1 : 0);
    program = Program.of("canonical", constants);
    splitProgram = Program.of("canonical_split", constants);
    moves =
        segments.isSplit()
            ? kernels.runtime.allocate(perSegment() * order * (order + 1) * Float.BYTES)
            : starts;
    long locals = segments.isSplit() ? perSegment() * order : 0;
    kernels.scratch.need(openParts() + parameterParts() + 2 * perSegment() + locals);
  }

  private void requireSizes(ScanSignals signals, Tensor parameters, Tensor openVector) {
    if (order > MOST_STATES) {
      throw new IllegalArgumentException(
          "a canonical form on a graphics processor takes orders up to %d, not %d"
              .formatted(MOST_STATES, order));
    }
    if (!shared && parameters.rows() != channels) {
      throw new IllegalArgumentException(
          "%s has neither one row nor one for each of %d channels".formatted(parameters, channels));
    }
    boolean fits =
        isStatic
            ? openVector.shape().equals(parameters.shape())
            : openVector.columns() == order && openVector.rows() == signals.input().rows();
    if (!fits) {
      throw new IllegalArgumentException(
          "%s fits neither the tokens nor %s".formatted(openVector, parameters));
    }
  }

  private String unsafe(int place) {
    int row = place / channels;
    return "%s: I − Δ/2·A is not safely invertible at sequence %d, token %d, channel %d"
        .formatted(output.name(), row / signals.length(), row % signals.length(), place % channels);
  }

  private long perSequence() {
    return (long) signals.batch() * channels;
  }

  private long perSegment() {
    return perSequence() * segments.count();
  }

  private int runs() {
    return signals.batch() * segments.count();
  }

  /// Runs to be summed for what has the parameters' shape: a run holds one row per group where all
  /// channels share it, else one per channel.
  private int parameterRuns() {
    return shared ? groups * runs() : runs();
  }

  private long parameterParts() {
    return parameterRuns() * parameters.shape().count();
  }

  private long openParts() {
    return isStatic ? parameterParts() : (long) groups * signals.input().rows() * order;
  }

  private Grid grid(int parts) {
    return new Grid(groups, signals.batch(), parts, WIDTH);
  }

  @Override
  void bindForward(List<Launch> launches) {
    if (segments.isSplit()) {
      bindMoves(launches);
    }
    launches.add(
        kernels.bind(
            program,
            "canonical_forward",
            grid(segments.count()),
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
            signals.length(),
            channels,
            segments.chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            openVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
  }

  private void bindMoves(List<Launch> launches) {
    launches.add(
        kernels.bind(
            splitProgram,
            "canonical_moves",
            grid(segments.borders() * (order + 1)),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            parameters.data(),
            openVector.data(),
            moves,
            signals.length(),
            channels,
            segments.count(),
            segments.chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            openVector.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            splitProgram,
            "canonical_carry",
            grid(1),
            moves,
            starts,
            channels,
            chunks,
            segments.count(),
            segments.chunks()));
  }

  private void bindLocals(List<Launch> launches, MemorySegment locals) {
    launches.add(
        kernels.bind(
            splitProgram,
            "canonical_locals",
            grid(segments.borders()),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.gate()),
            parameters.data(),
            openVector.data(),
            output.gradient(),
            locals,
            signals.length(),
            channels,
            segments.count(),
            segments.chunks(),
            signals.step().rowStride(),
            arguments.gateStride(),
            openVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            splitProgram,
            "canonical_adjoint_carry",
            grid(1),
            moves,
            locals,
            channels,
            segments.count()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment openPart = kernels.scratch.from(0);
    MemorySegment parameterPart = kernels.scratch.from(openParts());
    MemorySegment feedPart = kernels.scratch.from(openParts() + parameterParts());
    MemorySegment biasPart = kernels.scratch.from(openParts() + parameterParts() + perSegment());
    MemorySegment locals = kernels.scratch.from(openParts() + parameterParts() + 2 * perSegment());
    if (segments.isSplit()) {
      bindLocals(launches, locals);
    }
    SignalArguments.Claims claims = arguments.claim();
    int rows = signals.input().rows();
    launches.add(
        kernels.bind(
            program,
            "canonical_backward",
            grid(segments.count()),
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
            signals.length(),
            channels,
            segments.count(),
            segments.chunks(),
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
    launches.add(kernels.sumParts(parameterPart, parameterRuns(), parameters));
    arguments.sum(launches, runs(), feedPart, biasPart);
    if (isStatic) {
      launches.add(kernels.sumParts(openPart, parameterRuns(), openVector));
    } else {
      boolean add = openVector.claimGradient();
      launches.add(
          kernels.sumParts(
              openPart, groups, rows, order, openVector.gradient(), openVector.rowStride(), add));
    }
  }
}
