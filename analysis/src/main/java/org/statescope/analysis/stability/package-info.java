/// Stability and how robust it is: spectral abscissa and radius, damping, numerical abscissa,
/// transient growth, stability radius, the H∞ norm, pseudospectra, invariant zeros and Lyapunov
/// exponents. Which states an input reaches is the business of `structure`.
@NullMarked
package org.statescope.analysis.stability;

import org.jspecify.annotations.NullMarked;
