/// Language models at work: token by token through their recurrence, in memory that does not grow
/// with the text, and whole sequences at once for the loss of a text. Plain loops in the formulas'
/// order; gradients and devices have no place here. Models come from [org.statescope.training.hub].
@NullMarked
package org.statescope.training.inference;

import org.jspecify.annotations.NullMarked;
