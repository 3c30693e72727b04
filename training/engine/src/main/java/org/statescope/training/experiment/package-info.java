/// Experiments: several variants of a model trained at equal tokens over several seeds, one run
/// folder each, and what came of it. Here live the plan, the experiment's folder and the order of
/// work; `evidence` reads the finished runs and judges, `report` writes. How a run is trained is
/// somebody else's: a [RunWorker] is asked.
@NullMarked
package org.statescope.training.experiment;

import org.jspecify.annotations.NullMarked;
