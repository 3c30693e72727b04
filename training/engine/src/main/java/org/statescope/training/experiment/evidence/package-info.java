/// What the finished runs of an experiment say: their numbers, the statistics over seeds, and the
/// judgement beside a paper's claims. Reads run folders; writes nothing.
@NullMarked
package org.statescope.training.experiment.evidence;

import org.jspecify.annotations.NullMarked;
