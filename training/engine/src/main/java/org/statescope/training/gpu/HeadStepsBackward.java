package org.statescope.training.gpu;

import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Tensor;

/// The gradients of Δ, its rate and its bias and of D in a Mamba-2 recurrence, from what the rest
/// of the backward pass left in the scratch.
final class HeadStepsBackward {
  private final HeadPlaces places;
  private final HeadSignals signals;
  private final HeadSizes sizes;
  private final HeadScratch scratch;
  private final HeadLaunches launches;

  HeadStepsBackward(HeadPlaces places, HeadLaunches launches) {
    this.places = places;
    this.launches = launches;
    signals = places.signals;
    sizes = places.sizes;
    scratch = places.scratch;
  }

  void bind() {
    launches.each(
        sizes.rows() * sizes.heads(),
        "head_steps_gather",
        signals.input().data(),
        places.output.gradient(),
        scratch.at(scratch.dots),
        scratch.at(scratch.pairGradients),
        places.gains,
        places.sums,
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
        places.output.rowStride());
    boolean addStep = signals.step().claimGradient();
    launches.groups(
        sizes.allChunks(),
        "head_steps_backward",
        places.rates.data(),
        places.deltas,
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
        places.flags(),
        addStep);
    launches.sumChunks(scratch.at(scratch.rateParts), places.rates);
    Tensor bias = signals.stepBias();
    if (bias != null) {
      launches.sumChunks(scratch.at(scratch.biasParts), bias);
    }
    Tensor feed = signals.feedThrough();
    if (feed != null) {
      launches.sumChunks(scratch.at(scratch.feedParts), feed);
    }
  }
}
