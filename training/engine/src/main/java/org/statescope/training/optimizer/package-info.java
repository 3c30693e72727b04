/// AdamW with decoupled weight decay, global-norm clipping and the learning-rate schedule. How the
/// arithmetic is done on a device belongs to its backend; which step is due belongs to the trainer.
@NullMarked
package org.statescope.training.optimizer;

import org.jspecify.annotations.NullMarked;
