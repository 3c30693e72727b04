/// Measures the analysis module: single systems over their order, and the census of a network, and
/// both beside other tools, whose scripts are resources. The measured code is not here.
@NullMarked
package org.statescope.benchmarks.analysis;

import org.jspecify.annotations.NullMarked;
