/// Energy: controllability and observability Gramians over infinite, finite and limited horizons,
/// Hankel singular values, model reduction and the H₂ norm. Solving matrix equations belongs to
/// `linalg`; judging whether a system is controllable belongs to `structure`.
@NullMarked
package org.statescope.analysis.gramian;

import org.jspecify.annotations.NullMarked;
