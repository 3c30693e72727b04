package org.statescope.analysis.checkpoint.gguf;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.DType;

/// The element types of GGUF: plain ones, and quantised ones in blocks of elements.
enum GgmlType {
  F32(0, 1, 4, DType.F32),
  F16(1, 1, 2, DType.F16),
  Q4_0(2, 32, 18, null),
  Q4_1(3, 32, 20, null),
  Q5_0(6, 32, 22, null),
  Q5_1(7, 32, 24, null),
  Q8_0(8, 32, 34, null),
  Q8_1(9, 32, 36, null),
  Q2_K(10, 256, 84, null),
  Q3_K(11, 256, 110, null),
  Q4_K(12, 256, 144, null),
  Q5_K(13, 256, 176, null),
  Q6_K(14, 256, 210, null),
  Q8_K(15, 256, 292, null),
  IQ2_XXS(16, 256, 66, null),
  IQ2_XS(17, 256, 74, null),
  IQ3_XXS(18, 256, 98, null),
  IQ1_S(19, 256, 50, null),
  IQ4_NL(20, 32, 18, null),
  IQ3_S(21, 256, 110, null),
  IQ2_S(22, 256, 82, null),
  IQ4_XS(23, 256, 136, null),
  I8(24, 1, 1, DType.I8),
  I16(25, 1, 2, DType.I16),
  I32(26, 1, 4, DType.I32),
  I64(27, 1, 8, DType.I64),
  F64(28, 1, 8, DType.F64),
  IQ1_M(29, 256, 56, null),
  BF16(30, 1, 2, DType.BF16);

  private final int code;
  private final int blockElements;
  private final int blockBytes;
  private final @Nullable DType plain;

  GgmlType(int code, int blockElements, int blockBytes, @Nullable DType plain) {
    this.code = code;
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
    this.plain = plain;
  }

  static Optional<GgmlType> of(long code) {
    for (GgmlType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The same type where it is a plain one, null for a quantised one.
  @Nullable DType plain() {
    return plain;
  }

  /// The bytes of some elements, whole blocks of them.
  ///
  /// @throws ArithmeticException if they are more than a long counts or no whole blocks
  long bytes(long elements) {
    if (elements % blockElements != 0) {
      throw new ArithmeticException(elements + " elements in blocks of " + blockElements);
    }
    return Math.multiplyExact(elements / blockElements, (long) blockBytes);
  }
}
