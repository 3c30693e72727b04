/// Measurements of the training engine, each a process of its own that reports
/// [org.statescope.benchmarks.Figures]; the comparison with a peer starts them. Nothing else may
/// depend on them, and no peer is here.
@NullMarked
package org.statescope.benchmarks;

import org.jspecify.annotations.NullMarked;
