/// The page that asks how well the input reaches every system of a network and how well the output
/// shows it: heat maps of layers and channels, a census, and the evidence for one chosen system.
/// All mathematics is in `analysis`; what is counted and computed here belongs to systems frozen at
/// the mean B and C of the validation tokens, in continuous time.
@NullMarked
package org.statescope.app.structure;

import org.jspecify.annotations.NullMarked;
