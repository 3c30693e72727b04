/// The command line: `statescope train` and its siblings. It parses, wires text, model and run
/// folder together, shows progress and turns what goes wrong into one sentence and an exit code.
/// Nothing is computed here.
@NullMarked
package org.statescope.training.cli;

import org.jspecify.annotations.NullMarked;
