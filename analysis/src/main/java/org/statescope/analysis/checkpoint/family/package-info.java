/// Which model a checkpoint holds, told by the names and shapes of its tensors and nothing else,
/// and its state-space layers as systems.
///
/// One class per family, listed in [Recognisers]. To add one: give it a constant in [ModelFamily]
/// that says what its poles are, write a [Recogniser] with the signs that tell it from the others,
/// and put it into the list before every family whose signs it also carries.
@NullMarked
package org.statescope.analysis.checkpoint.family;

import org.jspecify.annotations.NullMarked;
