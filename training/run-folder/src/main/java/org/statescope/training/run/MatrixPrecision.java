package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// How the factors of a run's matrix products are rounded. Sums, parameters, the recurrences,
/// norms, the loss and the optimiser are float32 in every case.
public enum MatrixPrecision {
  /// Factors as they are; the only one of the processor.
  FLOAT32("float32"),
  /// Factors rounded to 10 bits of mantissa, on the tensor cores of NVIDIA's cards.
  TF32("tf32"),
  /// Factors rounded to bfloat16, 7 bits of mantissa, to the nearest and to even; on graphics
  /// processors.
  BF16("bf16");

  private final String label;

  MatrixPrecision(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The precision of that label; an unknown one fails with a sentence that lists the known ones.
  public static MatrixPrecision ofLabel(String label) {
    return Require.label("matrix precision", label, values(), MatrixPrecision::label);
  }
}
