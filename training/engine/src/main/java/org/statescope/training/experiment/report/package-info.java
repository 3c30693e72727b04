/// The report folder of an experiment: a self-contained page, its figures, and the numbers behind
/// both as CSV. Formats what `evidence` found; computes nothing of its own.
@NullMarked
package org.statescope.training.experiment.report;

import org.jspecify.annotations.NullMarked;
