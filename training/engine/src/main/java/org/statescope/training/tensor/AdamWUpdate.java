package org.statescope.training.tensor;

/// One parameter with its moments, and whether weight decay shrinks it.
public record AdamWUpdate(AdamWMemory memory, boolean decays) {}
