/// Plots as files: PNG, SVG, PDF and CSV. Knows figures, not what they show; holds no plot of its
/// own. A file is written aside and renamed, so that none is ever half written.
@NullMarked
package org.statescope.app.export;

import org.jspecify.annotations.NullMarked;
