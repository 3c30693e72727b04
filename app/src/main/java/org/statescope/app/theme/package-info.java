/// Light and dark, and the style sheet over them. Colours live in the style sheet, not here.
@NullMarked
package org.statescope.app.theme;

import org.jspecify.annotations.NullMarked;
