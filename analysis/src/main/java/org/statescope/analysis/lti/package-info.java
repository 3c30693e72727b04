/// Linear time-invariant systems as values: the state-space quadruple, its time domain, poles and
/// canonical companion forms. Nothing here solves an equation or judges a system.
@NullMarked
package org.statescope.analysis.lti;

import org.jspecify.annotations.NullMarked;
