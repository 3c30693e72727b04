/// Loss, perplexity and the other scalars of the runs that are being watched. Reads event files and
/// nothing else of a run; poles, tables and launching live elsewhere.
@NullMarked
package org.statescope.app.live;

import org.jspecify.annotations.NullMarked;
