package org.statescope.training.tensor;

import java.util.List;

/// What a training step does: forward and backward of `tape`, which ends with `loss`, then one
/// update of every parameter, then the limits.
///
/// @param rows predictions of one forward pass
/// @param parts forward and backward passes before an update
public record StepPlan(
    Tape tape,
    LossOperation loss,
    int rows,
    int parts,
    List<AdamWUpdate> updates,
    List<ValueLimit> limits) {}
