package org.statescope.analysis.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads little-endian numbers and texts from bytes that may lie about their lengths: nothing is
/// allocated before it is known to be there.
public final class ByteCursor {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment bytes;
  private long position;

  /// @param file for the sentences of failures
  /// @param bytes what to read, from its beginning
  public ByteCursor(Path file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /// Where the next byte is read, counted from the start.
  public long position() {
    return position;
  }

  /// Moves to a byte; one that is not there is refused.
  public void seek(long newPosition) throws CheckpointException {
    if (newPosition < 0 || newPosition > bytes.byteSize()) {
      throw new CheckpointException(
          file,
          "it points to byte "
              + Long.toUnsignedString(newPosition)
              + " but has only "
              + bytes.byteSize());
    }
    position = newPosition;
  }

  /// Bytes from here to the end.
  public long remaining() {
    return bytes.byteSize() - position;
  }

  /// The next byte, without sign.
  public int u8() throws CheckpointException {
    return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, take(1)));
  }

  /// The next two bytes, little-endian, without sign.
  public int u16() throws CheckpointException {
    return Short.toUnsignedInt(bytes.get(SHORT, take(Short.BYTES)));
  }

  /// The next four bytes, little-endian, with sign.
  public int i32() throws CheckpointException {
    return bytes.get(INT, take(Integer.BYTES));
  }

  /// The next four bytes, little-endian, without sign.
  public long u32() throws CheckpointException {
    return Integer.toUnsignedLong(i32());
  }

  /// 64 bits; a number above 2^63 − 1 comes out negative.
  public long i64() throws CheckpointException {
    return bytes.get(LONG, take(Long.BYTES));
  }

  /// A UTF-8 text of a length that stands elsewhere.
  public String text(long length) throws CheckpointException {
    byte[] encoded = slice(length).toArray(ValueLayout.JAVA_BYTE);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(encoded))
          .toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointException(file, "a text in it is not UTF-8", e);
    }
  }

  /// A text that ends with a line feed, which is taken too.
  public String line() throws CheckpointException {
    long end = position;
    while (end < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, end) != '\n') {
      end++;
    }
    String line = text(end - position);
    take(1);
    return line;
  }

  /// A view of the next bytes, which are passed over.
  public MemorySegment slice(long length) throws CheckpointException {
    return bytes.asSlice(take(length), length);
  }

  private long take(long length) throws CheckpointException {
    if (length < 0 || length > remaining()) {
      throw new CheckpointException(
          file,
          "it ends where "
              + Long.toUnsignedString(length)
              + " more bytes should follow, after "
              + bytes.byteSize());
    }
    long start = position;
    position += length;
    return start;
  }
}
