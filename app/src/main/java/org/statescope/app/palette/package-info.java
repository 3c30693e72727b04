/// The command palette: everything the lab can do, found by a few letters. Knows commands, not what
/// they do.
@NullMarked
package org.statescope.app.palette;

import org.jspecify.annotations.NullMarked;
