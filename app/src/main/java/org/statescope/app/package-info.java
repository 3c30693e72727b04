/// The desktop's entry point and wiring.
@NullMarked
package org.statescope.app;

import org.jspecify.annotations.NullMarked;
