/// Checkpoints that are open beside the runs, to be looked at only: read and recognised in the
/// background, and shown by the pages of poles and structure as a run with one snapshot.
@NullMarked
package org.statescope.app.checkpoint;

import org.jspecify.annotations.NullMarked;
