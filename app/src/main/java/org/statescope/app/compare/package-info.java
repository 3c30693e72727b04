/// Two runs or more in one table: where their configurations differ and what they reached. The
/// arithmetic is in plain classes; curves and pole maps are those of the features that own them.
@NullMarked
package org.statescope.app.compare;

import org.jspecify.annotations.NullMarked;
