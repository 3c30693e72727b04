/// The lab's small layer over JFreeChart-FX: line plots, pole maps, their theme and the cursor and
/// zoom that link them. Nothing here knows of run folders, event files or analysis results; those
/// are turned into numbers by the features that show them.
@NullMarked
package org.statescope.app.plot;

import org.jspecify.annotations.NullMarked;
