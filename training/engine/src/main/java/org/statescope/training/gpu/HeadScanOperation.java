package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.Tensor;

/// The recurrence of Mamba-2 in chunks, see `head_scan.c`. The forward pass keeps Δ, its sums and
/// the state before each chunk; everything else is computed again by the backward pass.
final class HeadScanOperation extends GpuOperation implements RecurrentOperation {
  private static final int LANES = 128;
  private static final int HAS_BIAS = 1;
  private static final int HAS_SOFTPLUS = 2;
  private static final int HAS_FEED_THROUGH = 4;

  private final Kernels kernels;
  private final HeadSignals signals;
  private final Tensor rates;
  private final Tensor output;
  private final HeadSizes sizes;
  private final HeadScratch scratch;
  private final HeadProducts products;
  private final Program program;
  private final MemorySegment deltas;

  /// b̄, which is Δ itself under Euler's rule.
  private final MemorySegment gains;

  private final MemorySegment sums;
  private final MemorySegment states;
  private final MemorySegment finals;

  HeadScanOperation(
      Kernels kernels, HeadSignals signals, Discretisation rule, Tensor rates, Tensor output) {
    if (rates.shape().count() != signals.heads()
        || output.columns() != signals.input().columns()
        || output.rows() != signals.input().rows()) {
      throw new IllegalArgumentException(
          "%s and %s do not fit %d heads of %s"
              .formatted(rates, output, signals.heads(), signals.input()));
    }
    HeadSignals.requireRule(rule);
    this.kernels = kernels;
    this.signals = signals;
    this.rates = rates;
    this.output = output;
    sizes = HeadSizes.of(signals);
    scratch = new HeadScratch(kernels.scratch, sizes);
    program =
        Program.of(
            "head_scan",
            Map.of(
                "CHUNK", sizes.chunk(),
                "WIDTH", sizes.width(),
                "ORDER", sizes.order(),
                "RULE", SelectiveScanOperation.number(rule)));
    products = new HeadProducts(kernels, program, sizes);
    deltas = allocate(sizes.rows() * sizes.heads());
    gains = rule == Discretisation.EULER ? deltas : allocate(sizes.rows() * sizes.heads());
    sums = allocate(sizes.rows() * sizes.heads());
    states = allocate(sizes.states());
    finals = allocate((long) sizes.batch() * sizes.channels() * sizes.order());
  }

  private MemorySegment allocate(long values) {
    return kernels.runtime.allocate(values * Float.BYTES);
  }

  @Override
  public double[] finalState(int sequence) {
    float[] values = new float[sizes.channels() * sizes.order()];
    long bytes = (long) values.length * Float.BYTES;
    kernels.runtime.read(finals.asSlice(sequence * bytes, bytes), MemorySegment.ofArray(values));
    double[] state = new double[values.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = values[i];
    }
    return state;
  }

  @Override
  void bindForward(List<Launch> launches) {
    bindSteps(launches);
    bindPairs(launches);
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(
                sizes.chunk(), sizes.width(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
            sizes.pairs(scratch.at(scratch.pairs), sizes.heads()),
            input(),
            sizes.tokens(output.data(), output.rowStride(), sizes.width()),
            false));
    bindWeighted(launches);
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(sizes.width(), sizes.order(), sizes.chunk(), ChunkShape.TERMS),
            perChannel(scratch.weighted).transposed(),
            vector(signals.inputVector()).sharedBy(sizes.groupHeads()),
            sizes.states(states, 1),
            false));
    launches.add(
        kernels.bind(
            program,
            "head_carry",
            Grid.of(perState(), sizes.batch(), LANES),
            states,
            sums,
            orInput(signals.initialState()),
            finals,
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            signals.initialState() != null));
    bindCarried(launches);
    launches.add(
        kernels.bind(
            program,
            "head_finish",
            Grid.of(sizes.rows() * sizes.channels()),
            signals.input().data(),
            sums,
            scratch.at(scratch.carried),
            orInput(signals.feedThrough()),
            output.data(),
            sizes.heads(),
            signals.input().rowStride(),
            output.rowStride(),
            flags(),
            sizes.rows() * sizes.channels()));
  }

  private void bindSteps(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "head_steps",
            Grid.of(sizes.allChunks(), LANES),
            signals.step().data(),
            orInput(signals.stepBias()),
            rates.data(),
            deltas,
            gains,
            sums,
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            signals.step().rowStride(),
            flags()));
  }

  /// C·Bᵀ of each group, and from it M of each head.
  private void bindPairs(List<Launch> launches) {
    launches.add(
        products.bind(
            sizes.groups(),
            new ChunkShape(
                sizes.chunk(), sizes.chunk(), sizes.order(), ChunkShape.ROWS | ChunkShape.COLUMNS),
            vector(signals.outputVector()),
            vector(signals.inputVector()).transposed(),
            sizes.pairs(scratch.at(scratch.dots), sizes.groups()),
            false));
    launches.add(
        kernels.bind(
            program,
            "head_pairs",
            Grid.of(sizes.pairs(sizes.heads())),
            scratch.at(scratch.dots),
            gains,
            sums,
            scratch.at(scratch.pairs),
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            sizes.groups(),
            sizes.pairs(sizes.heads())));
  }

  private void bindWeighted(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "head_weighted",
            Grid.of(sizes.rows() * sizes.channels()),
            signals.input().data(),
            gains,
            sums,
            scratch.at(scratch.weighted),
            sizes.length(),
            sizes.heads(),
            signals.input().rowStride(),
            sizes.rows() * sizes.channels()));
  }

  /// C H, the read-out of the state before each chunk.
  private void bindCarried(List<Launch> launches) {
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(sizes.chunk(), sizes.width(), sizes.order(), ChunkShape.ROWS),
            vector(signals.outputVector()).sharedBy(sizes.groupHeads()),
            sizes.states(states, 1).transposed(),
            perChannel(scratch.carried),
            false));
  }

  @Override
  void bindBackward(List<Launch> launches) {
    boolean addInput = signals.input().claimGradient();
    boolean addB = signals.inputVector().claimGradient();
    boolean addC = signals.outputVector().claimGradient();
    bindPairs(launches);
    bindWeighted(launches);
    bindCarried(launches);
    bindPairGradients(launches, addInput);
    bindVectorGradientsOfPairs(launches, addB, addC);
    bindStateGradients(launches);
    bindStepGradients(launches);
    launches.add(
        kernels.bind(
            program,
            "head_input_backward",
            Grid.of(sizes.rows() * sizes.channels()),
            output.gradient(),
            gains,
            sums,
            scratch.at(scratch.weightedGradients),
            orInput(signals.feedThrough()),
            signals.input().gradient(),
            sizes.length(),
            sizes.heads(),
            output.rowStride(),
            signals.input().rowStride(),
            flags(),
            sizes.rows() * sizes.channels()));
  }

  /// du = Mᵀ dy and dM = dy uᵀ.
  private void bindPairGradients(List<Launch> launches, boolean addInput) {
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(
                sizes.chunk(), sizes.width(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
            sizes.pairs(scratch.at(scratch.pairs), sizes.heads()).transposed(),
            upstream(),
            sizes.tokens(signals.input().gradient(), signals.input().rowStride(), sizes.width()),
            addInput));
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(
                sizes.chunk(), sizes.chunk(), sizes.width(), ChunkShape.ROWS | ChunkShape.COLUMNS),
            upstream(),
            input().transposed(),
            sizes.pairs(scratch.at(scratch.pairGradients), sizes.heads()),
            false));
    launches.add(
        kernels.bind(
            program,
            "head_pairs_backward",
            Grid.of(sizes.pairs(sizes.groups())),
            scratch.at(scratch.pairGradients),
            gains,
            sums,
            scratch.at(scratch.dotGradients),
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            sizes.groups(),
            sizes.pairs(sizes.groups())));
  }

  private void bindVectorGradientsOfPairs(List<Launch> launches, boolean addB, boolean addC) {
    ChunkOperand dots = sizes.pairs(scratch.at(scratch.dotGradients), sizes.groups());
    launches.add(
        products.bind(
            sizes.groups(),
            new ChunkShape(
                sizes.chunk(), sizes.order(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
            dots,
            vector(signals.inputVector()),
            gradient(signals.outputVector()),
            addC));
    launches.add(
        products.bind(
            sizes.groups(),
            new ChunkShape(
                sizes.chunk(), sizes.order(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
            dots.transposed(),
            vector(signals.outputVector()),
            gradient(signals.inputVector()),
            addB));
  }

  /// Gradients through the states: of C by their read-out, of B and the weighted input by what each
  /// chunk adds.
  private void bindStateGradients(List<Launch> launches) {
    MemorySegment stateGradients = scratch.at(scratch.stateGradients);
    launches.add(
        kernels.bind(
            program,
            "head_scaled_upstream",
            Grid.of(sizes.rows() * sizes.channels()),
            output.gradient(),
            sums,
            scratch.at(scratch.scaled),
            sizes.heads(),
            output.rowStride(),
            sizes.rows() * sizes.channels()));
    launches.add(overHeads(scratch.scaled, states, gradient(signals.outputVector())));
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(sizes.width(), sizes.order(), sizes.chunk(), ChunkShape.TERMS),
            perChannel(scratch.scaled).transposed(),
            vector(signals.outputVector()).sharedBy(sizes.groupHeads()),
            sizes.states(stateGradients, 1),
            false));
    Tensor initial = signals.initialState();
    boolean addInitial = initial != null && initial.claimGradient();
    launches.add(
        kernels.bind(
            program,
            "head_carry_backward",
            Grid.of(perState(), sizes.batch(), LANES),
            states,
            sums,
            stateGradients,
            scratch.at(scratch.decayParts),
            initial == null ? stateGradients : initial.gradient(),
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            initial != null,
            addInitial));
    launches.add(
        kernels.bind(
            program,
            "head_decay_sum",
            Grid.of(sizes.allChunks() * sizes.heads(), LANES),
            scratch.at(scratch.decayParts),
            scratch.at(scratch.decays)));
    launches.add(
        products.bind(
            sizes.heads(),
            new ChunkShape(sizes.chunk(), sizes.width(), sizes.order(), ChunkShape.ROWS),
            vector(signals.inputVector()).sharedBy(sizes.groupHeads()),
            sizes.states(stateGradients, 1).transposed(),
            perChannel(scratch.weightedGradients),
            false));
    launches.add(overHeads(scratch.weighted, stateGradients, gradient(signals.inputVector())));
  }

  /// Σ over the heads of a group of (tokens, channels) · (channels, states), added to `result`.
  private Launch overHeads(long tokens, MemorySegment channelStates, ChunkOperand result) {
    int together = sizes.groupHeads() * sizes.width();
    return products.bind(
        sizes.groups(),
        new ChunkShape(sizes.chunk(), sizes.order(), together, ChunkShape.ROWS),
        sizes.tokens(scratch.at(tokens), sizes.channels(), together),
        sizes.states(channelStates, sizes.groupHeads()),
        result,
        true);
  }

  private void bindStepGradients(List<Launch> launches) {
    launches.add(
        kernels.bind(
            program,
            "head_steps_gather",
            Grid.of(sizes.rows() * sizes.heads()),
            signals.input().data(),
            output.gradient(),
            scratch.at(scratch.dots),
            scratch.at(scratch.pairGradients),
            gains,
            sums,
            scratch.at(scratch.carried),
            scratch.at(scratch.weightedGradients),
            scratch.at(scratch.sumGradients),
            scratch.at(scratch.stepGradients),
            scratch.at(scratch.ends),
            scratch.at(scratch.feeds),
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            sizes.groups(),
            signals.input().rowStride(),
            output.rowStride(),
            sizes.rows() * sizes.heads()));
    boolean addStep = signals.step().claimGradient();
    launches.add(
        kernels.bind(
            program,
            "head_steps_backward",
            Grid.of(sizes.allChunks(), LANES),
            rates.data(),
            deltas,
            scratch.at(scratch.sumGradients),
            scratch.at(scratch.stepGradients),
            scratch.at(scratch.ends),
            scratch.at(scratch.decays),
            scratch.at(scratch.feeds),
            signals.step().gradient(),
            scratch.at(scratch.rateParts),
            scratch.at(scratch.biasParts),
            scratch.at(scratch.feedParts),
            sizes.length(),
            sizes.chunks(),
            sizes.heads(),
            signals.step().rowStride(),
            flags(),
            addStep));
    launches.add(kernels.sumParts(scratch.at(scratch.rateParts), sizes.allChunks(), rates));
    Tensor bias = signals.stepBias();
    if (bias != null) {
      launches.add(kernels.sumParts(scratch.at(scratch.biasParts), sizes.allChunks(), bias));
    }
    Tensor feed = signals.feedThrough();
    if (feed != null) {
      launches.add(kernels.sumParts(scratch.at(scratch.feedParts), sizes.allChunks(), feed));
    }
  }

  private ChunkOperand input() {
    return sizes.tokens(signals.input().data(), signals.input().rowStride(), sizes.width());
  }

  private ChunkOperand upstream() {
    return sizes.tokens(output.gradient(), output.rowStride(), sizes.width());
  }

  private ChunkOperand vector(Tensor vector) {
    return sizes.tokens(vector.data(), vector.rowStride(), sizes.order());
  }

  private ChunkOperand gradient(Tensor vector) {
    return sizes.tokens(vector.gradient(), vector.rowStride(), sizes.order());
  }

  private ChunkOperand perChannel(long place) {
    return sizes.tokens(scratch.at(place), sizes.channels(), sizes.width());
  }

  /// Groups of lanes that serve all states of a sequence.
  private int perState() {
    return Math.ceilDiv(sizes.channels() * sizes.order(), LANES);
  }

  private MemorySegment orInput(@Nullable Tensor optional) {
    return (optional == null ? signals.input() : optional).data();
  }

  private int flags() {
    return (signals.stepBias() == null ? 0 : HAS_BIAS)
        | (signals.softplus() ? HAS_SOFTPLUS : 0)
        | (signals.feedThrough() == null ? 0 : HAS_FEED_THROUGH);
  }
}
