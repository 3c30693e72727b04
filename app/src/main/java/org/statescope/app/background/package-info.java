/// Slow work away from the JavaFX thread, with progress and cancel. Knows nothing of what the work
/// is.
@NullMarked
package org.statescope.app.background;

import org.jspecify.annotations.NullMarked;
