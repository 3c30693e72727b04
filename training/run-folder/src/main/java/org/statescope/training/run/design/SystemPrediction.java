package org.statescope.training.run.design;

import java.util.OptionalDouble;
import org.statescope.analysis.design.Prediction;

/// What an edit does to the frozen response of one system.
///
/// @param system its index in the layer
/// @param prediction the change and its bound
/// @param balancedBound what balanced truncation to the same order would promise; for truncations
public record SystemPrediction(int system, Prediction prediction, OptionalDouble balancedBound) {}
