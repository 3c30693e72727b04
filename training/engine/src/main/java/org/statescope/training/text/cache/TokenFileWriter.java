package org.statescope.training.text.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.statescope.training.run.UserFolder;
import org.statescope.training.text.corpus.TextException;
import org.statescope.training.text.token.TokenOutput;

/// Writes tokens one behind the other, as narrow as the vocabulary allows.
final class TokenFileWriter implements TokenOutput, AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final int bytesPerToken;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();
  private long tokens;

  TokenFileWriter(Path file, int vocabularySize) throws IOException {
    this.file = file;
    bytesPerToken = bytesPerToken(vocabularySize);
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static int bytesPerToken(int vocabularySize) {
    return vocabularySize <= 1 << Byte.SIZE
        ? Byte.BYTES
        : vocabularySize <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
  }

  int bytesPerToken() {
    return bytesPerToken;
  }

  long tokens() {
    return tokens;
  }

  /// Of all that was written, once it is closed.
  String crc32c() {
    return Long.toHexString(checksum.getValue());
  }

  @Override
  public void write(int[] values, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      switch (bytesPerToken) {
        case Byte.BYTES -> buffer.put((byte) values[i]);
        case Short.BYTES -> buffer.putShort((short) values[i]);
        default -> buffer.putInt(values[i]);
      }
    }
    tokens += count;
  }

  private void drain() throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    buffer.clear();
  }

  /// Writes the rest. Nothing is forced to the disk: the checksum finds what a failing machine
  /// lost.
  void finish() throws IOException {
    drain();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private TextException unwritable(IOException cause) {
    return new TextException(
        "The tokens of the text cannot be kept in %s (%s): free some space there, or name another folder in the variable %s."
            .formatted(
                file.getParent(), String.valueOf(cause.getMessage()), UserFolder.CACHE.variable()),
        cause);
  }
}
