package org.statescope.benchmarks.device;

import java.util.function.Supplier;
import org.statescope.training.tensor.Operation;

/// An operation that moves memory, with the bytes it must move at least: each value counted once.
///
/// @param operation makes it with its memory
record KernelPart(
    String name, Supplier<Operation> operation, double forwardBytes, double backwardBytes) {}
