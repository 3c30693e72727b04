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

  private final Kernels kernels;
  private final ScanSignals signals;
  private final SignalArguments arguments;
  private final Tensor stateMatrix;
  private final Tensor inputVector;
  private final Tensor outputVector;
  private final Tensor output;
  private final Program program;
  private final int order;
  private final int channels;
  private final int teams;
  private final int teamChannels;
  private final int teamGroups;
  private final int lanes;
  private final MemorySegment starts;
  private final long perSequence;
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
    program =
        Program.of(
            "selective_scan",
            Map.of("ORDER", order, "CHANNELS", together, "TOKENS", TOKENS, "RULE", number(rule)));
    int chunks = Math.ceilDiv(signals.length(), TOKENS);
    starts = kernels.runtime.allocate((long) signals.batch() * chunks * channels * order * 4);
    perSequence = (long) signals.batch() * channels;
    perVector = (long) teams * teamGroups * signals.input().rows() * order;
    kernels.scratch.need(perSequence * (order + 2) + 2 * perVector);
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

  @Override
  void bindForward(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "selective_forward",
            Grid.of(teams * teamGroups, signals.batch(), lanes),
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
    MemorySegment feedPart = kernels.scratch.from(perSequence * order);
    MemorySegment biasPart = kernels.scratch.from(perSequence * (order + 1));
    MemorySegment inputPart = kernels.scratch.from(perSequence * (order + 2));
    MemorySegment outputPart = kernels.scratch.from(perSequence * (order + 2) + perVector);
    SignalArguments.Claims claims = arguments.claim();
    int rows = signals.input().rows();
    launches.add(
        kernels.bind(
            program,
            "selective_backward",
            Grid.of(teams * teamGroups, signals.batch(), lanes),
            signals.input().data(),
            signals.step().data(),
            arguments.data(signals.stepBias()),
            arguments.data(signals.feedThrough()),
            arguments.data(signals.gate()),
            stateMatrix.data(),
            inputVector.data(),
            outputVector.data(),
            starts,
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
    launches.add(kernels.sumParts(statePart, signals.batch(), stateMatrix));
    arguments.sum(launches, feedPart, biasPart);
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
