package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// The backward pass of a Mamba-2 recurrence but for the steps, see [HeadStepsBackward].
final class HeadBackward {
  private final HeadPlaces places;
  private final HeadSignals signals;
  private final HeadSizes sizes;
  private final HeadScratch scratch;
  private final HeadLaunches launches;

  HeadBackward(HeadPlaces places, HeadLaunches launches) {
    this.places = places;
    this.launches = launches;
    signals = places.signals;
    sizes = places.sizes;
    scratch = places.scratch;
  }

  void bind() {
    boolean addInput = signals.input().claimGradient();
    boolean addB = signals.inputVector().claimGradient();
    boolean addC = signals.outputVector().claimGradient();
    new HeadForward(places, launches).bindAgain();
    bindPairGradients(addInput);
    bindVectorGradientsOfPairs(addB, addC);
    bindStateGradients();
    new HeadStepsBackward(places, launches).bind();
    launches.each(
        sizes.rows() * sizes.channels(),
        "head_input_backward",
        places.output.gradient(),
        places.gains,
        places.sums,
        scratch.at(scratch.weightedGradients),
        places.orInput(signals.feedThrough()),
        signals.input().gradient(),
        sizes.length(),
        sizes.heads(),
        places.output.rowStride(),
        signals.input().rowStride(),
        places.flags());
  }

  /// du = Mᵀ dy and dM = dy uᵀ.
  private void bindPairGradients(boolean addInput) {
    launches.product(
        sizes.heads(),
        new ChunkShape(
            sizes.chunk(), sizes.width(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
        sizes.pairs(scratch.at(scratch.pairs), sizes.heads()).transposed(),
        places.outputGradient(),
        places.inputGradient(),
        addInput);
    launches.product(
        sizes.heads(),
        new ChunkShape(
            sizes.chunk(), sizes.chunk(), sizes.width(), ChunkShape.ROWS | ChunkShape.COLUMNS),
        places.outputGradient(),
        places.input().transposed(),
        sizes.pairs(scratch.at(scratch.pairGradients), sizes.heads()),
        false);
    launches.each(
        sizes.pairs(sizes.groups()),
        "head_pairs_backward",
        scratch.at(scratch.pairGradients),
        places.gains,
        places.sums,
        scratch.at(scratch.dotGradients),
        sizes.length(),
        sizes.chunks(),
        sizes.heads(),
        sizes.groups());
  }

  private void bindVectorGradientsOfPairs(boolean addB, boolean addC) {
    ChunkOperand dots = sizes.pairs(scratch.at(scratch.dotGradients), sizes.groups());
    launches.product(
        sizes.groups(),
        new ChunkShape(
            sizes.chunk(), sizes.order(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
        dots,
        places.vector(signals.inputVector()),
        places.vectorGradient(signals.outputVector()),
        addC);
    launches.product(
        sizes.groups(),
        new ChunkShape(
            sizes.chunk(), sizes.order(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
        dots.transposed(),
        places.vector(signals.outputVector()),
        places.vectorGradient(signals.inputVector()),
        addB);
  }

  /// Gradients through the states: of C by their read-out, of B and the weighted input by what each
  /// chunk adds.
  private void bindStateGradients() {
    MemorySegment stateGradients = scratch.at(scratch.stateGradients);
    launches.each(
        sizes.rows() * sizes.channels(),
        "head_scaled_upstream",
        places.output.gradient(),
        places.sums,
        scratch.at(scratch.scaled),
        sizes.heads(),
        places.output.rowStride());
    overHeads(scratch.scaled, places.states, places.vectorGradient(signals.outputVector()));
    launches.product(
        sizes.heads(),
        new ChunkShape(sizes.width(), sizes.order(), sizes.chunk(), ChunkShape.TERMS),
        places.perChannel(scratch.scaled).transposed(),
        places.vector(signals.outputVector()).sharedBy(sizes.groupHeads()),
        sizes.states(stateGradients, 1),
        false);
    Tensor initial = signals.initialState();
    boolean addInitial = initial != null && initial.claimGradient();
    launches.states(
        "head_carry_backward",
        places.states,
        places.sums,
        stateGradients,
        scratch.at(scratch.decayParts),
        initial == null ? stateGradients : initial.gradient(),
        sizes.length(),
        sizes.chunks(),
        sizes.heads(),
        initial != null,
        addInitial);
    launches.groups(
        sizes.allChunks() * sizes.heads(),
        "head_decay_sum",
        scratch.at(scratch.decayParts),
        scratch.at(scratch.decays));
    launches.product(
        sizes.heads(),
        new ChunkShape(sizes.chunk(), sizes.width(), sizes.order(), ChunkShape.ROWS),
        places.vector(signals.inputVector()).sharedBy(sizes.groupHeads()),
        sizes.states(stateGradients, 1).transposed(),
        places.perChannel(scratch.weightedGradients),
        false);
    overHeads(scratch.weighted, stateGradients, places.vectorGradient(signals.inputVector()));
  }

  /// Σ over the heads of a group of (tokens, channels) · (channels, states), added to `result`.
  private void overHeads(long tokens, MemorySegment channelStates, ChunkOperand result) {
    int together = sizes.groupHeads() * sizes.width();
    launches.product(
        sizes.groups(),
        new ChunkShape(sizes.chunk(), sizes.order(), together, ChunkShape.ROWS),
        sizes.tokens(scratch.at(tokens), sizes.channels(), together),
        sizes.states(channelStates, sizes.groupHeads()),
        result,
        true);
  }
}
