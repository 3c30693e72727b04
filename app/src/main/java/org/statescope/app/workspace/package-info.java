/// Which runs are open and what their folders say: found, followed and remembered here for every
/// feature. Reads run folders on a thread of its own; knows no nodes and starts no training.
@NullMarked
package org.statescope.app.workspace;

import org.jspecify.annotations.NullMarked;
