/// The list of runs and what can be done with a run. Shows what the workspace found; finds nothing
/// itself.
@NullMarked
package org.statescope.app.runs;

import org.jspecify.annotations.NullMarked;
