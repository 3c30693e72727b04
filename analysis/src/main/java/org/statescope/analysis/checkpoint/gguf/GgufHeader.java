package org.statescope.analysis.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.ByteCursor;
import org.statescope.analysis.checkpoint.CheckpointException;

/// The header of a GGUF file, versions 2 and 3: metadata and the places of the tensors.
final class GgufHeader {
  /// A tensor's place, in bytes after the header.
  ///
  /// @param shape the extents, outermost first, the reverse of their order in the file
  record Place(GgmlType type, long[] shape, long offset, long bytes) {}

  private static final int MAGIC = 0x46554747;
  private static final int MOST_EXTENTS = 4;
  private static final int SMALLEST_TENSOR_ENTRY = 8 + 4 + 4 + 8;
  private static final int SMALLEST_METADATA = 8 + 4 + 1;
  private static final int DEEPEST_ARRAY = 8;
  private static final int TEXT = 8;
  private static final int ARRAY = 9;
  private static final int UNKNOWN = 13;

  /// Bytes of a text that may be a setting; longer ones are templates and licences.
  private static final int LONGEST_SETTING = 256;

  private static final String ALIGNMENT = "general.alignment";
  private static final long USUAL_ALIGNMENT = 32;
  private static final long LARGEST_ALIGNMENT = 1 << 20;

  private final Path path;
  private final ByteCursor cursor;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, GgufValue> metadata = new HashMap<>();
  private long alignment = USUAL_ALIGNMENT;
  private long dataStart;

  private GgufHeader(Path path, MemorySegment file) {
    this.path = path;
    cursor = new ByteCursor(path, file);
  }

  static GgufHeader read(Path path, MemorySegment file) throws CheckpointException {
    GgufHeader header = new GgufHeader(path, file);
    header.read();
    return header;
  }

  Map<String, Place> places() {
    return places;
  }

  /// The single values, without arrays and long texts.
  Map<String, GgufValue> metadata() {
    return metadata;
  }

  /// Where the tensors' bytes begin in the file.
  long dataStart() {
    return dataStart;
  }

  private void read() throws CheckpointException {
    require(cursor.i32() == MAGIC, "it does not begin with GGUF");
    long version = cursor.u32();
    require(version == 2 || version == 3, "its version is " + version + " but 2 and 3 are known");
    long tensors = count(cursor.i64(), SMALLEST_TENSOR_ENTRY, "tensors");
    long entries = count(cursor.i64(), SMALLEST_METADATA, "metadata entries");
    for (long i = 0; i < entries; i++) {
      entry();
    }
    for (long i = 0; i < tensors; i++) {
      tensor();
    }
    dataStart = Math.ceilDiv(cursor.position(), alignment) * alignment;
  }

  /// A count that the rest of the file has room for.
  private long count(long count, int smallest, String what) throws CheckpointException {
    require(
        count >= 0 && count <= cursor.remaining() / smallest,
        "it claims " + Long.toUnsignedString(count) + " " + what);
    return count;
  }

  private void entry() throws CheckpointException {
    String key = cursor.text(cursor.i64());
    long type = cursor.u32();
    if (type == ARRAY) {
      skip(type, 0);
      return;
    }
    GgufValue value = value(type);
    if (value != null) {
      metadata.put(key, value);
    }
    if (key.equals(ALIGNMENT) && value instanceof GgufValue.Whole(long bytes)) {
      alignment = bytes;
      require(
          alignment > 0 && alignment <= LARGEST_ALIGNMENT && Long.bitCount(alignment) == 1,
          "its alignment is " + alignment);
    }
  }

  /// A single value; null for a text that is too long to be a setting.
  private @Nullable GgufValue value(long type) throws CheckpointException {
    return switch ((int) Math.min(type, UNKNOWN)) {
      case 0 -> new GgufValue.Whole(cursor.u8());
      case 1 -> new GgufValue.Whole((byte) cursor.u8());
      case 2 -> new GgufValue.Whole(cursor.u16());
      case 3 -> new GgufValue.Whole((short) cursor.u16());
      case 4 -> new GgufValue.Whole(cursor.u32());
      case 5 -> new GgufValue.Whole(cursor.i32());
      case 6 -> new GgufValue.Real(Float.intBitsToFloat(cursor.i32()));
      case 7 -> new GgufValue.Flag(cursor.u8() != 0);
      case TEXT -> {
        long length = cursor.i64();
        if (length > LONGEST_SETTING) {
          cursor.slice(length);
          yield null;
        }
        yield new GgufValue.Text(cursor.text(length));
      }
      case 10, 11 -> new GgufValue.Whole(cursor.i64());
      case 12 -> new GgufValue.Real(Double.longBitsToDouble(cursor.i64()));
      default -> throw failure("it has metadata of the unknown type " + type);
    };
  }

  private void skip(long type, int depth) throws CheckpointException {
    if (type == TEXT) {
      cursor.slice(cursor.i64());
    } else if (type == ARRAY) {
      require(depth < DEEPEST_ARRAY, "its arrays nest deeper than " + DEEPEST_ARRAY);
      long elementType = cursor.u32();
      long length = cursor.i64();
      int fixed = fixedBytes(elementType);
      require(
          length >= 0 && length <= cursor.remaining() / Math.max(1, fixed),
          "it claims an array of " + Long.toUnsignedString(length) + " entries");
      if (fixed > 0) {
        cursor.slice(length * fixed);
      } else {
        for (long i = 0; i < length; i++) {
          skip(elementType, depth + 1);
        }
      }
    } else {
      int fixed = fixedBytes(type);
      require(fixed > 0, "it has metadata of the unknown type " + type);
      cursor.slice(fixed);
    }
  }

  /// Bytes of a metadata value, 0 for texts, arrays and what is not known.
  private static int fixedBytes(long type) {
    return switch ((int) Math.min(type, UNKNOWN)) {
      case 0, 1, 7 -> 1;
      case 2, 3 -> 2;
      case 4, 5, 6 -> 4;
      case 10, 11, 12 -> 8;
      default -> 0;
    };
  }

  private void tensor() throws CheckpointException {
    String name = cursor.text(cursor.i64());
    long rank = cursor.u32();
    require(rank <= MOST_EXTENTS, "its tensor '" + name + "' has " + rank + " extents");
    long[] shape = new long[(int) rank];
    long elements = 1;
    try {
      for (int i = shape.length - 1; i >= 0; i--) {
        shape[i] = cursor.i64();
        require(shape[i] >= 0, "its tensor '" + name + "' has a negative extent");
        elements = Math.multiplyExact(elements, shape[i]);
      }
      long code = cursor.u32();
      GgmlType type =
          GgmlType.of(code)
              .orElseThrow(() -> failure("its tensor '" + name + "' has the unknown type " + code));
      Place place = new Place(type, shape, cursor.i64(), type.bytes(elements));
      require(places.put(name, place) == null, "it has two tensors '" + name + "'");
    } catch (ArithmeticException e) {
      throw new CheckpointException(
          path, "its tensor '" + name + "' has a shape that no file could hold", e);
    }
  }

  private void require(boolean holds, String problem) throws CheckpointException {
    if (!holds) {
      throw failure(problem);
    }
  }

  private CheckpointException failure(String problem) {
    return new CheckpointException(path, problem);
  }
}
