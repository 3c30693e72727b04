/// The words of the desktop, in one resource bundle. Holds no logic and no nodes.
@NullMarked
package org.statescope.app.texts;

import org.jspecify.annotations.NullMarked;
