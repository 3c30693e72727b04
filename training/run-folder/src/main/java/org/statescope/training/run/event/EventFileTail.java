package org.statescope.training.run.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads one event file from where it stopped last time.
///
/// A record whose data fail their CRC is reported and passed over. A length that fails its CRC ends
/// the file: where the next record begins is then unknown.
final class EventFileTail implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int LONGEST_RECORD = 1 << 28;

  private final Path file;
  private final FileChannel channel;
  private final EventDecoder decoder = new EventDecoder();
  private ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /// Position in the file of the first byte that is not in the buffer yet.
  private long readTo;

  private boolean ended;

  private EventFileTail(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    buffer.flip();
  }

  static EventFileTail open(Path file) throws IOException {
    return new EventFileTail(file, FileChannel.open(file, StandardOpenOption.READ));
  }

  Path file() {
    return file;
  }

  void read(Consumer<Event> sink) throws IOException {
    do {
      decodeCompleteRecords(sink);
    } while (!ended && fill());
  }

  /// Appends the next bytes of the file behind those that wait in the buffer; false at the file's
  /// end.
  private boolean fill() throws IOException {
    if (channel.size() <= readTo) {
      return false;
    }
    int wanted = Math.max(CHUNK_BYTES, missingBytes());
    if (buffer.capacity() - buffer.remaining() < wanted) {
      byte[] larger =
          Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.limit() + wanted);
      int waiting = buffer.remaining();
      buffer = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN);
      buffer.position(waiting);
    } else {
      buffer.compact();
    }
    int count = channel.read(buffer, readTo);
    buffer.flip();
    if (count <= 0) {
      return false;
    }
    readTo += count;
    return true;
  }

  private int missingBytes() {
    if (buffer.remaining() < RecordFraming.HEADER_BYTES) {
      return RecordFraming.HEADER_BYTES;
    }
    long record =
        RecordFraming.HEADER_BYTES + buffer.getLong(buffer.position()) + RecordFraming.FOOTER_BYTES;
    return (int) Math.max(0, record - buffer.remaining());
  }

  private void decodeCompleteRecords(Consumer<Event> sink) {
    while (!ended && buffer.remaining() >= RecordFraming.HEADER_BYTES) {
      int start = buffer.position();
      long length = buffer.getLong(start);
      int lengthCrc = buffer.getInt(start + Long.BYTES);
      boolean lengthIsSound =
          lengthCrc == RecordFraming.maskedCrc(buffer.array(), start, Long.BYTES)
              && length >= 0
              && length <= LONGEST_RECORD;
      if (!lengthIsSound) {
        damaged(sink, "The event file %s is damaged at byte %d; what follows there is lost.");
        ended = true;
        return;
      }
      int size = RecordFraming.HEADER_BYTES + (int) length + RecordFraming.FOOTER_BYTES;
      if (buffer.remaining() < size) {
        return;
      }
      int data = start + RecordFraming.HEADER_BYTES;
      int dataCrc = buffer.getInt(data + (int) length);
      if (dataCrc == RecordFraming.maskedCrc(buffer.array(), data, (int) length)) {
        decode(data, (int) length, sink);
      } else {
        damaged(sink, "A record of the event file %s is damaged at byte %d and was passed over.");
      }
      buffer.position(start + size);
    }
  }

  private void decode(int data, int length, Consumer<Event> sink) {
    try {
      decoder.decode(buffer.array(), data, length, sink);
    } catch (MalformedMessageException e) {
      damaged(sink, "A record of the event file %s is malformed at byte %d and was passed over.");
    }
  }

  private void damaged(Consumer<Event> sink, String sentence) {
    long position = readTo - buffer.remaining();
    sink.accept(new Event.Damaged(file, position, sentence.formatted(file, position)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
