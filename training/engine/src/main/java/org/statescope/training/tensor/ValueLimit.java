package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;

/// A rule for a run of parameters after each update: `replacement` takes the place of each of
/// `count` values that is greater than `largest`.
public record ValueLimit(MemorySegment values, long count, double largest, double replacement) {}
