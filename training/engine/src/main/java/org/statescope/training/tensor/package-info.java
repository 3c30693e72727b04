/// Tensors, the tape that differentiates a model, and the [org.statescope.training.tensor.Backend]
/// interface that computes it.
///
/// A model runs its forward code once; that records a list of coarse operations. Every later step
/// only writes new token ids and replays the list, forwards and backwards, over the same planned
/// memory: a step after the first allocates nothing. No arithmetic lives here and no models.
@NullMarked
package org.statescope.training.tensor;

import org.jspecify.annotations.NullMarked;
