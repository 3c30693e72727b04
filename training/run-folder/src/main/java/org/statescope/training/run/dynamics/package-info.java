/// What the recurrences of a run did at chosen steps: poles, step sizes, margins, as safetensors
/// files of the run folder's `dynamics`. Files and values only; what is measured is decided by the
/// trainer, how by `analysis`.
@NullMarked
package org.statescope.training.run.dynamics;

import org.jspecify.annotations.NullMarked;
