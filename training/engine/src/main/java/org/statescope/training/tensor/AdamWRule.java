package org.statescope.training.tensor;

/// The scalars of one AdamW update (arXiv 1711.05101): with g = gradientScale · gradient,
///
/// p ← p · decay; m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; p ← p − stepSize · m / (√v · secondScale +
/// ε)
///
/// @param decay 1 − learningRate · weightDecay, or 1
/// @param stepSize learningRate / (1 − β₁ᵗ)
/// @param secondScale 1 / √(1 − β₂ᵗ)
public record AdamWRule(
    double gradientScale,
    double decay,
    double beta1,
    double beta2,
    double stepSize,
    double secondScale,
    double epsilon) {}
