package org.statescope.training.text.cache;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.PreparationMonitor.Stage;
import org.statescope.training.text.token.TokenSequence;

/// Tokens in a mapped file: the system keeps in memory what is in use, and the file may be larger
/// than the memory.
final class MappedTokens implements TokenSequence {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long CHECKED_AT_ONCE = 1L << 26;

  private final MemorySegment tokens;
  private final int bytesPerToken;

  private MappedTokens(MemorySegment tokens, int bytesPerToken) {
    this.tokens = tokens;
    this.bytesPerToken = bytesPerToken;
  }

  static MappedTokens map(Path file, int bytesPerToken) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new MappedTokens(mapped, bytesPerToken);
    }
  }

  long bytes() {
    return tokens.byteSize();
  }

  /// Reads the whole file once: 300 MB take some tens of milliseconds from memory.
  String crc32c(PreparationMonitor monitor) throws IOException {
    CRC32C checksum = new CRC32C();
    for (long from = 0; from < bytes(); from += CHECKED_AT_ONCE) {
      monitor.progress(Stage.CHECKING, (double) from / bytes());
      long length = Math.min(CHECKED_AT_ONCE, bytes() - from);
      checksum.update(tokens.asSlice(from, length).asByteBuffer());
    }
    return Long.toHexString(checksum.getValue());
  }

  @Override
  public long size() {
    return bytes() / bytesPerToken;
  }

  @Override
  public int token(long place) {
    return switch (bytesPerToken) {
      case Byte.BYTES -> tokens.get(ValueLayout.JAVA_BYTE, place) & 0xFF;
      case Short.BYTES -> tokens.get(SHORT, place * Short.BYTES) & 0xFFFF;
      default -> tokens.get(INT, place * Integer.BYTES);
    };
  }
}
