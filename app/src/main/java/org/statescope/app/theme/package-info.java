/// Light and dark, and the style sheets over them, one a subject. Colours live in the style sheets,
/// not here.
@NullMarked
package org.statescope.app.theme;

import org.jspecify.annotations.NullMarked;
