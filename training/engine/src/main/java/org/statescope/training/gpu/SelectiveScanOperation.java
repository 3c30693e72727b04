package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The selective scan of Mamba, see `selective_scan.c`.
final class SelectiveScanOperation extends GpuOperation {
  private static final int MOST_LANES = 256;
  private static final int MOST_CHANNELS = 32;
  private static final int TOKENS = 8;

  /// Lanes that keep a compute unit busy while others wait for memory.
  private static final int LANES_PER_UNIT = 1024;

  private final Kernels kernels;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor stateMatrix;
  private final Tensor inputVector;
  private final Tensor outputVector;
  private final Tensor output;
  private final Program program;
  private final Program splitProgram;
  private final int order;
  private final int channels;
  private final int teams;
  private final int teamChannels;
  private final int teamGroups;
  private final int lanes;
  private final int chunks;
  private final Segments segments;
  private final MemorySegment starts;
  private final long perSequence;
  private final long perSegment;
  private final long perVector;

  SelectiveScanOperation(
      Kernels kernels,
      ScanSignals signals,
      Discretisation rule,
      Tensor stateMatrix,
      Tensor inputVector,
      Tensor outputVector,
      Tensor output) {
    order = stateMatrix.columns();
    channels = signals.channels();
    requireSizes(signals, stateMatrix, inputVector, outputVector, output);
    this.kernels = kernels;
    this.signals = signals;
    this.stateMatrix = stateMatrix;
    this.inputVector = inputVector;
    this.outputVector = outputVector;
    this.output = output;
    arguments = new SignalArguments(kernels, signals);
    int together = Math.min(MOST_CHANNELS, Math.max(1, MOST_LANES / order));
    teams = inputVector.columns() / order;
    teamChannels = channels / teams;
    teamGroups = Math.ceilDiv(teamChannels, together);
    lanes = together * order;
    chunks = Math.ceilDiv(signals.length(), TOKENS);
    starts = kernels.runtime.allocate((long) signals.batch() * chunks * channels * order * 4);
    perSequence = (long) signals.batch() * channels;
    segments = kernels.split.of(chunks, perSequence * order, 1, LANES_PER_UNIT);
    perSegment = perSequence * segments.count();
    Map<String, Integer> constants =
        Map.of(
            "ORDER", order,
            "CHANNELS", together,
            "TOKENS", TOKENS,
            "RULE", number(rule),
            "SPLIT", segments.isSplit() ? 1 : 0);
    program = Program.of("selective_scan", constants);
    splitProgram = Program.of("selective_split", constants);
    perVector = (long) teams * teamGroups * signals.input().rows() * order;
    kernels.scratch.need(perSegment * (order + 2) + 2 * perVector + borderValues());
  }

  /// Values of `ends` and `decays`.
  private long borderValues() {
    return segments.isSplit() ? 2 * perSegment * order : 0;
  }

  /// The number of a rule in `selective_scan.c`.
  static int number(Discretisation rule) {
    return switch (rule) {
      case EULER -> 0;
      case ZOH -> 1;
      case BILINEAR -> 2;
    };
  }

  private static void requireSizes(
      ScanSignals signals, Tensor a, Tensor b, Tensor c, Tensor output) {
    int order = a.columns();
    if (a.rows() != signals.channels() || output.columns() != signals.channels()) {
      throw new IllegalArgumentException(
          "%s and %s do not fit %d channels".formatted(a, output, signals.channels()));
    }
    if (order > MOST_LANES) {
      throw new IllegalArgumentException(
          "the selective scan on a graphics processor takes orders up to %d, not %d"
              .formatted(MOST_LANES, order));
    }
    for (Tensor vector : List.of(b, c)) {
      int teams = vector.columns() / order;
      if (teams < 1
          || vector.columns() % order != 0
          || signals.channels() % teams != 0
          || vector.columns() != b.columns()
          || vector.rows() != signals.input().rows()) {
        throw new IllegalArgumentException(
            "%s must have %d values per token for each of the groups of %d channels"
                .formatted(vector, order, signals.channels()));
      }
    }
  }

  private Grid grid(int parts) {
    return new Grid(teams * teamGroups, signals.batch(), parts, lanes);
  }

  @Override
  void bindForward(List<Launch> launches) {
    if (segments.isSplit()) {
      bindEnds(launches);
    }
    launches.add(
        kernels.bind(
            program,
            "selective_forward",
            grid(segments.count()),
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
            signals.length(),
            channels,
            teamChannels,
            teamGroups,
            segments.chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            arguments.gateStride(),
            inputVector.rowStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
  }

  private void bindEnds(List<Launch> launches) {
    MemorySegment ends = kernels.scratch.from(0);
    MemorySegment decays = kernels.scratch.from(borderValues() / 2);
    launches.add(
        kernels.bind(
            splitProgram,
            "selective_ends",
            grid(segments.borders()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            stateMatrix.data(),
            inputVector.data(),
            ends,
            decays,
            signals.length(),
            channels,
            teamChannels,
            teamGroups,
            segments.count(),
            segments.chunks(),
            signals.input().rowStride(),
            signals.step().rowStride(),
            inputVector.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            splitProgram,
            "selective_carry",
            stateGrid(),
            ends,
            decays,
            starts,
            channels,
            chunks,
            segments.count(),
            segments.chunks()));
  }

  /// A lane for each state of a channel.
  private Grid stateGrid() {
    return Grid.of(Math.ceilDiv(channels * order, MOST_LANES), signals.batch(), MOST_LANES);
  }

  private void bindAdjointEnds(List<Launch> launches, MemorySegment ends, MemorySegment decays) {
    launches.add(
        kernels.bind(
            splitProgram,
            "selective_adjoint_ends",
            grid(segments.borders()),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.gate()),
            stateMatrix.data(),
            outputVector.data(),
            output.gradient(),
            ends,
            decays,
            signals.length(),
            channels,
            teamChannels,
            teamGroups,
            segments.count(),
            segments.chunks(),
            signals.step().rowStride(),
            arguments.gateStride(),
            outputVector.rowStride(),
            output.rowStride(),
            arguments.flags()));
    launches.add(
        kernels.bind(
            splitProgram,
            "selective_adjoint_carry",
            stateGrid(),
            ends,
            decays,
            channels,
            segments.count()));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    MemorySegment statePart = kernels.scratch.from(0);
    MemorySegment feedPart = kernels.scratch.from(perSegment * order);
    MemorySegment biasPart = kernels.scratch.from(perSegment * (order + 1));
    MemorySegment inputPart = kernels.scratch.from(perSegment * (order + 2));
    MemorySegment outputPart = kernels.scratch.from(perSegment * (order + 2) + perVector);
    long border = perSegment * (order + 2) + 2 * perVector;
    MemorySegment ends = kernels.scratch.from(border);
    SignalArguments.Claims claims = arguments.claim();
    int rows = signals.input().rows();
    if (segments.isSplit()) {
      bindAdjointEnds(launches, ends, kernels.scratch.from(border + borderValues() / 2));
    }
    launches.add(
        kernels.bind(
            program,
            "selective_backward",
            grid(segments.count()),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            stateMatrix.data(),
            inputVector.data(),
            outputVector.data(),
            starts,
            ends,
            output.gradient(),
            signals.input().gradient(),
            signals.step().gradient(),
            arguments.gateGradient(),
            statePart,
            feedPart,
            biasPart,
            inputPart,
            outputPart,
            signals.length(),
            channels,
            teams,
            teamChannels,
            teamGroups,
            segments.count(),
            segments.chunks(),
            rows,
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
    int runs = signals.batch() * segments.count();
    launches.add(kernels.sumParts(statePart, runs, stateMatrix));
    arguments.sum(launches, runs, feedPart, biasPart);
    sumVector(launches, inputPart, inputVector);
    sumVector(launches, outputPart, outputVector);
  }

  private void sumVector(List<Launch> launches, MemorySegment part, Tensor vector) {
    boolean add = vector.claimGradient();
    launches.add(
        kernels.sumParts(
            part,
            teamGroups,
            vector.rows(),
            teams * order,
            vector.gradient(),
            vector.rowStride(),
            add));
  }
}
