package org.statescope.analysis.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The tagged parts of a MATLAB level 5 file, one after the other. A part that claims to reach
/// beyond what holds it is refused, so nothing downstream gives memory to a claim.
final class MatParts {
  private static final int TAG = 8;
  private static final int LONGEST_PACKED = 4;

  private final Path file;
  private final ByteBuffer bytes;

  /// @param bytes from the first tag to the end, in the byte order of the file
  MatParts(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes.slice().order(bytes.order());
  }

  /// One part.
  ///
  /// @param type MATLAB's number of the data type
  /// @param data in the byte order of the file
  record Part(int type, ByteBuffer data) {
    static final int INT32 = 5;
    static final int MATRIX = 14;
    static final int COMPRESSED = 15;

    /// Bytes of a number of each numeric type, 0 for what is none.
    private static final int[] SIZES = {0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};

    boolean isNumeric() {
      return type >= 0 && type < SIZES.length && SIZES[type] > 0;
    }

    /// How many numbers a numeric part has.
    int count() {
      return data.remaining() / SIZES[type];
    }
  }

  boolean hasNext() {
    return bytes.hasRemaining();
  }

  /// What has not been walked yet.
  ByteBuffer rest() {
    return bytes.slice().order(bytes.order());
  }

  Part next() throws SystemFileException {
    if (bytes.remaining() < TAG) {
      throw new SystemFileException(file, "it ends in the middle of a tag; it is cut or damaged");
    }
    int start = bytes.getInt();
    int packed = start >>> Short.SIZE;
    if (packed > LONGEST_PACKED) {
      throw new SystemFileException(
          file, "a packed part claims " + packed + " bytes but can hold 4; it is damaged");
    }
    if (packed > 0) {
      ByteBuffer data = bytes.slice(bytes.position(), packed).order(bytes.order());
      bytes.position(bytes.position() + LONGEST_PACKED);
      return new Part(start & 0xffff, data);
    }
    long length = Integer.toUnsignedLong(bytes.getInt());
    if (length > bytes.remaining()) {
      throw new SystemFileException(
          file,
          "a part claims %d bytes but only %d follow; it is cut or damaged"
              .formatted(length, bytes.remaining()));
    }
    ByteBuffer data = bytes.slice(bytes.position(), (int) length).order(bytes.order());
    int padding = start == Part.COMPRESSED ? 0 : (int) (-length & (TAG - 1));
    bytes.position(bytes.position() + Math.min(bytes.remaining(), (int) length + padding));
    return new Part(start, data);
  }
}
