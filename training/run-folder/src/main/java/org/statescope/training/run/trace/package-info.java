/// What a model's recurrences did along one text, token by token: steps Δ, B and C, state energies
/// and the loss of each prediction, as one safetensors file. Files and values only; the trainer
/// writes them, the lab draws them.
@NullMarked
package org.statescope.training.run.trace;

import org.jspecify.annotations.NullMarked;
