package org.statescope.training.gpu;

/// How a card's library multiplies matrices of float32 values; sums are always float32.
public enum MatrixPrecision {
  /// Factors as they are.
  FLOAT32,
  /// Factors rounded to 10 bits of mantissa, on tensor cores.
  TF32
}
