package org.statescope.benchmarks.device;

import org.statescope.training.tensor.Operation;

/// An operation that moves memory, with the bytes it must move at least: each value counted once.
record KernelPart(String name, Operation operation, double forwardBytes, double backwardBytes) {}
