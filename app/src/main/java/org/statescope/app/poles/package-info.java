/// The poles of trained layers on the s-plane and the z-plane, over training. Reads pole snapshots
/// and asks `analysis` what a pole means; it neither computes linear algebra nor draws scalars.
@NullMarked
package org.statescope.app.poles;

import org.jspecify.annotations.NullMarked;
