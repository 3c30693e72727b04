/// Linear time-invariant systems: state space, poles, canonical forms.
@NullMarked
package org.statescope.analysis.lti;

import org.jspecify.annotations.NullMarked;
