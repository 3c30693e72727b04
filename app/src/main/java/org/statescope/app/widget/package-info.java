/// Small nodes that several features use: icons, empty states, swatches. Knows no feature.
@NullMarked
package org.statescope.app.widget;

import org.jspecify.annotations.NullMarked;
