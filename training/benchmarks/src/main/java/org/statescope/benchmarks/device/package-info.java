/// Measures a graphics processor: its own limits, each recurrence beside them, and whole training
/// steps. Not a test; see [org.statescope.benchmarks.device.DeviceBenchmark].
@NullMarked
package org.statescope.benchmarks.device;

import org.jspecify.annotations.NullMarked;
