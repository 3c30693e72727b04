/// Whether this machine can show a window, asked before JavaFX is. Holds no JavaFX.
@NullMarked
package org.statescope.app.display;

import org.jspecify.annotations.NullMarked;
