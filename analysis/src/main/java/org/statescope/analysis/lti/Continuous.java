package org.statescope.analysis.lti;

/// Continuous time: `x' = A x + B u`, stable where every pole has a negative real part.
public record Continuous() implements TimeDomain {}
