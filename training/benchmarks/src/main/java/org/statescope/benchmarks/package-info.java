/// Measurements of the training engine, run by `mvn -Pbenchmark`. Nothing else may depend on them.
@NullMarked
package org.statescope.benchmarks;

import org.jspecify.annotations.NullMarked;
