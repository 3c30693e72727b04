/// The run folder: configuration, status and commands of a run, as files. Loads no natives.
@NullMarked
package org.statescope.training.run;

import org.jspecify.annotations.NullMarked;
