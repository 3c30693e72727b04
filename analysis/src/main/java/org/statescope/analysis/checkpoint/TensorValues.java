package org.statescope.analysis.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Converts the bytes of a tensor to Java arrays, never with loss.
///
/// Doubles hold every type but I64 and U64, floats every type of at most 16 bits and F32; a type
/// that the target cannot hold exactly is refused, not rounded. The eight-bit floats are refused:
/// they mean little without the scale that a model keeps elsewhere.
final class TensorValues {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TensorValues() {}

  static double[] doubles(TensorEntry entry) {
    int count = count(entry);
    MemorySegment data = entry.data();
    double[] values = new double[count];
    switch (entry.dtype()) {
      case F64 -> MemorySegment.copy(data, DOUBLE, 0, values, 0, count);
      case U32 -> {
        for (int i = 0; i < count; i++) {
          values[i] = Integer.toUnsignedLong(data.getAtIndex(INT, i));
        }
      }
      case I32 -> {
        for (int i = 0; i < count; i++) {
          values[i] = data.getAtIndex(INT, i);
        }
      }
      case I64, U64 -> throw refused(entry, "doubles");
      default -> {
        for (int i = 0; i < count; i++) {
          values[i] = single(entry, i, "doubles");
        }
      }
    }
    return values;
  }

  static float[] floats(TensorEntry entry) {
    int count = count(entry);
    float[] values = new float[count];
    if (entry.dtype() == DType.F32) {
      MemorySegment.copy(entry.data(), FLOAT, 0, values, 0, count);
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = single(entry, i, "floats");
    }
    return values;
  }

  static long[] longs(TensorEntry entry) {
    int count = count(entry);
    MemorySegment data = entry.data();
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (entry.dtype()) {
            case BOOL, U8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, i));
            case I8 -> data.get(ValueLayout.JAVA_BYTE, i);
            case I16 -> data.getAtIndex(SHORT, i);
            case U16 -> Short.toUnsignedLong(data.getAtIndex(SHORT, i));
            case I32 -> data.getAtIndex(INT, i);
            case U32 -> Integer.toUnsignedLong(data.getAtIndex(INT, i));
            case I64 -> data.getAtIndex(LONG, i);
            case U64 -> unsigned(entry, data.getAtIndex(LONG, i));
            case F8_E5M2, F8_E4M3, F16, BF16, F32, F64 -> throw refused(entry, "integers");
          };
    }
    return values;
  }

  private static float single(TensorEntry entry, int i, String target) {
    MemorySegment data = entry.data();
    return switch (entry.dtype()) {
      case F32 -> data.getAtIndex(FLOAT, i);
      case F16 -> Float.float16ToFloat(data.getAtIndex(SHORT, i));
      case BF16 -> Float.intBitsToFloat(data.getAtIndex(SHORT, i) << Short.SIZE);
      case BOOL, U8 -> Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, i));
      case I8 -> data.get(ValueLayout.JAVA_BYTE, i);
      case I16 -> data.getAtIndex(SHORT, i);
      case U16 -> Short.toUnsignedInt(data.getAtIndex(SHORT, i));
      case I32, U32, I64, U64, F64, F8_E5M2, F8_E4M3 -> throw refused(entry, target);
    };
  }

  private static long unsigned(TensorEntry entry, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "The tensor '"
              + entry.name()
              + "' holds "
              + Long.toUnsignedString(value)
              + ", which is too large here");
    }
    return value;
  }

  private static int count(TensorEntry entry) {
    if (entry.count() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "The tensor '"
              + entry.name()
              + "' has "
              + entry.count()
              + " elements, too many for one array; read its segment instead");
    }
    return (int) entry.count();
  }

  private static IllegalArgumentException refused(TensorEntry entry, String target) {
    return new IllegalArgumentException(
        "The tensor '"
            + entry.name()
            + "' has elements of type "
            + entry.dtype()
            + ", which cannot be read as "
            + target
            + " without loss");
  }
}
