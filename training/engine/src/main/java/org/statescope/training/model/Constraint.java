package org.statescope.training.model;

import org.statescope.training.tensor.Tensor;

/// A rule on a parameter that is enforced after every update: values above `largest` become
/// `replacement`.
record Constraint(Tensor parameter, double largest, double replacement) {}
