package org.statescope.training.model;

/// The state matrices of a layer whose parameters can make them unstable.
///
/// @param layer from 0
public record WatchedLayer(int layer, StateMatrix stateMatrix) {}
