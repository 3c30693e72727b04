/// The constraint meter: what keeps a run's poles on the stable side, how often a rule really
/// changed a value, and how far each layer is from the boundary. Reads what the trainer measured;
/// computes no dynamics of its own.
@NullMarked
package org.statescope.app.meter;

import org.jspecify.annotations.NullMarked;
