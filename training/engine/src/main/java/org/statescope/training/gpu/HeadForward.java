package org.statescope.training.gpu;

import org.statescope.training.tensor.HeadSignals;

/// The forward pass of a Mamba-2 recurrence.
final class HeadForward {
  private final HeadPlaces places;
  private final HeadSignals signals;
  private final HeadSizes sizes;
  private final HeadScratch scratch;
  private final HeadLaunches launches;

  HeadForward(HeadPlaces places, HeadLaunches launches) {
    this.places = places;
    this.launches = launches;
    signals = places.signals;
    sizes = places.sizes;
    scratch = places.scratch;
  }

  void bind() {
    bindSteps();
    bindPairs();
    launches.product(
        sizes.heads(),
        new ChunkShape(
            sizes.chunk(), sizes.width(), sizes.chunk(), ChunkShape.ROWS | ChunkShape.TERMS),
        sizes.pairs(scratch.at(scratch.pairs), sizes.heads()),
        places.input(),
        places.outputs(),
        false);
    bindWeighted();
    launches.product(
        sizes.heads(),
        new ChunkShape(sizes.width(), sizes.order(), sizes.chunk(), ChunkShape.TERMS),
        places.perChannel(scratch.weighted).transposed(),
        places.vector(signals.inputVector()).sharedBy(sizes.groupHeads()),
        sizes.states(places.states, 1),
        false);
    launches.states(
        "head_carry",
        places.states,
        places.sums,
        places.orInput(signals.initialState()),
        places.finals,
        sizes.length(),
        sizes.chunks(),
        sizes.heads(),
        signals.initialState() != null);
    bindCarried();
    launches.each(
        sizes.rows() * sizes.channels(),
        "head_finish",
        signals.input().data(),
        places.sums,
        scratch.at(scratch.carried),
        places.orInput(signals.feedThrough()),
        places.output.data(),
        sizes.heads(),
        signals.input().rowStride(),
        places.output.rowStride(),
        places.flags());
  }

  /// What the backward pass computes again: pairs, weighted inputs and what chunks carry.
  void bindAgain() {
    bindPairs();
    bindWeighted();
    bindCarried();
  }

  private void bindSteps() {
    launches.groups(
        sizes.allChunks(),
        "head_steps",
        signals.step().data(),
        places.orInput(signals.stepBias()),
        places.rates.data(),
        places.deltas,
        places.gains,
        places.sums,
        sizes.length(),
        sizes.chunks(),
        sizes.heads(),
        signals.step().rowStride(),
        places.flags());
  }

  /// C·Bᵀ of each group, and from it M of each head.
  private void bindPairs() {
    launches.product(
        sizes.groups(),
        new ChunkShape(
            sizes.chunk(), sizes.chunk(), sizes.order(), ChunkShape.ROWS | ChunkShape.COLUMNS),
        places.vector(signals.outputVector()),
        places.vector(signals.inputVector()).transposed(),
        sizes.pairs(scratch.at(scratch.dots), sizes.groups()),
        false);
    launches.each(
        sizes.pairs(sizes.heads()),
        "head_pairs",
        scratch.at(scratch.dots),
        places.gains,
        places.sums,
        scratch.at(scratch.pairs),
        sizes.length(),
        sizes.chunks(),
        sizes.heads(),
        sizes.groups());
  }

  private void bindWeighted() {
    launches.each(
        sizes.rows() * sizes.channels(),
        "head_weighted",
        signals.input().data(),
        places.gains,
        places.sums,
        scratch.at(scratch.weighted),
        sizes.length(),
        sizes.heads(),
        signals.input().rowStride());
  }

  /// C H, the read-out of the state before each chunk.
  private void bindCarried() {
    launches.product(
        sizes.heads(),
        new ChunkShape(sizes.chunk(), sizes.width(), sizes.order(), ChunkShape.ROWS),
        places.vector(signals.outputVector()).sharedBy(sizes.groupHeads()),
        sizes.states(places.states, 1).transposed(),
        places.perChannel(scratch.carried),
        false);
  }
}
