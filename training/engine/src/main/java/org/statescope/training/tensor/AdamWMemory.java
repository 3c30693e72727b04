package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;

/// A run of `count` parameters with gradient and both moments, all in the backend's precision.
public record AdamWMemory(
    MemorySegment parameter,
    MemorySegment gradient,
    MemorySegment firstMoment,
    MemorySegment secondMoment,
    long count) {}
