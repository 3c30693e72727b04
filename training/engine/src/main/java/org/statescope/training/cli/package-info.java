/// The command line: `statescope train` and its siblings.
@NullMarked
package org.statescope.training.cli;

import org.jspecify.annotations.NullMarked;
