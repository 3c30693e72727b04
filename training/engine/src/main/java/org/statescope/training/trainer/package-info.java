/// What a training loop sees of a model that learns: [TrainingProgram] and the values that cross
/// that seam, and the loop itself. No arithmetic of models lives here, and no file formats.
@NullMarked
package org.statescope.training.trainer;

import org.jspecify.annotations.NullMarked;
