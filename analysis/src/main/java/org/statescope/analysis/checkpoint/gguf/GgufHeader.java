package org.statescope.analysis.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.statescope.analysis.checkpoint.ByteCursor;
import org.statescope.analysis.checkpoint.CheckpointException;

/// The header of a GGUF file, versions 2 and 3: metadata, of which only the alignment matters here,
/// and the places of the tensors.
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
  private static final String ALIGNMENT = "general.alignment";
  private static final long USUAL_ALIGNMENT = 32;
  private static final long LARGEST_ALIGNMENT = 1 << 20;

  private final Path path;
  private final ByteCursor cursor;
  private final Map<String, Place> places = new LinkedHashMap<>();
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

  /// Where the tensors' bytes begin in the file.
  long dataStart() {
    return dataStart;
  }

  private void read() throws CheckpointException {
    require(cursor.i32() == MAGIC, "it does not begin with GGUF");
    long version = cursor.u32();
    require(version == 2 || version == 3, "its version is " + version + " but 2 and 3 are known");
    long tensors = count(cursor.i64(), SMALLEST_TENSOR_ENTRY, "tensors");
    long metadata = count(cursor.i64(), SMALLEST_METADATA, "metadata entries");
    for (long i = 0; i < metadata; i++) {
      metadata();
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

  private void metadata() throws CheckpointException {
    String key = cursor.text(cursor.i64());
    long type = cursor.u32();
    if (key.equals(ALIGNMENT) && type == 4) {
      alignment = cursor.u32();
      require(
          alignment > 0 && alignment <= LARGEST_ALIGNMENT && Long.bitCount(alignment) == 1,
          "its alignment is " + alignment);
    } else {
      skip(type, 0);
    }
  }

  private void skip(long type, int depth) throws CheckpointException {
    if (type == 8) {
      cursor.slice(cursor.i64());
    } else if (type == 9) {
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
    return switch ((int) Math.min(type, 13)) {
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
