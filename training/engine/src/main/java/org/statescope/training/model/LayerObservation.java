package org.statescope.training.model;

/// What the recurrence of one layer did over the tokens of a batch, at the present parameters.
///
/// @param layer from 0
/// @param stateMatrix the continuous-time A
/// @param channels single-input single-output systems of the layer with a step of their own; a head
///   of Mamba-2 counts as one
/// @param order states per system
/// @param stepSizes the step Δ per token and channel, `(tokens, channels)` row-major, in the
///   model's own time unit
/// @param meanInputVector mean over the tokens of B, `order` values; the last unit vector where B
///   is fixed to it
/// @param meanOutputVector mean over the tokens of C, `order` values
public record LayerObservation(
    int layer,
    StateMatrix stateMatrix,
    int channels,
    int order,
    float[] stepSizes,
    double[] meanInputVector,
    double[] meanOutputVector) {}
