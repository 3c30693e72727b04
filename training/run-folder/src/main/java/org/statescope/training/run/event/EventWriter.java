package org.statescope.training.run.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.statescope.training.run.ProcessIdentity;

/// Appends events to a new event file of a run folder. One record is one write, so a killed writer
/// leaves at most one unfinished record, at the end. Used by one thread.
public final class EventWriter implements AutoCloseable {
  private static final String FILE_VERSION = "brain.Event:2";

  private final FileChannel channel;
  private final ProtoBuffer event = new ProtoBuffer();
  private final ProtoBuffer summary = new ProtoBuffer();
  private final ProtoBuffer value = new ProtoBuffer();
  private final ProtoBuffer histogram = new ProtoBuffer();
  private ByteBuffer record = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

  private EventWriter(FileChannel channel) {
    this.channel = channel;
  }

  /// Whether the run has events already, so that writing more is a restart.
  public static boolean hasEvents(Path runFolder) throws IOException {
    return !EventFiles.in(runFolder).isEmpty();
  }

  /// Starts the first event file of a run, or the next one.
  public static EventWriter open(Path runFolder) throws IOException {
    Instant now = Instant.now();
    ProcessIdentity process = ProcessIdentity.current();
    Path file = EventFiles.next(runFolder, now.getEpochSecond(), process.host(), process.pid());
    EventWriter writer =
        new EventWriter(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
    writer.begin(now, 0);
    writer.event.string(EventFields.FILE_VERSION, FILE_VERSION);
    writer.append();
    return writer;
  }

  /// Starts the event file of a resumed run and declares everything reported for `firstStep` and
  /// later void.
  public static EventWriter openAfterRestart(Path runFolder, long firstStep) throws IOException {
    EventWriter writer = open(runFolder);
    writer.begin(Instant.now(), firstStep);
    writer.value.clear();
    writer.value.varint(EventFields.SESSION_STATUS, EventFields.SESSION_START);
    writer.event.message(EventFields.SESSION_LOG, writer.value);
    writer.append();
    return writer;
  }

  /// Reports numbers of one step in one record.
  ///
  /// @throws IllegalArgumentException if a value is not finite in single precision: no NaN reaches
  ///   a chart
  public void scalars(long step, Instant wallTime, Map<String, Double> values) throws IOException {
    summary.clear();
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      float number = entry.getValue().floatValue();
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException(
            "%s at step %d is %s, which cannot be reported."
                .formatted(entry.getKey(), step, entry.getValue()));
      }
      value.clear();
      value.string(EventFields.VALUE_TAG, entry.getKey());
      value.floatValue(EventFields.SIMPLE_VALUE, number);
      summary.message(EventFields.SUMMARY_VALUE, value);
    }
    begin(wallTime, step);
    event.message(EventFields.SUMMARY, summary);
    append();
  }

  /// Reports one number.
  public void scalar(long step, Instant wallTime, String tag, double number) throws IOException {
    scalars(step, wallTime, Map.of(tag, number));
  }

  /// Reports distributions of one step in one record.
  public void histograms(long step, Instant wallTime, List<NamedHistogram> histograms)
      throws IOException {
    summary.clear();
    for (NamedHistogram named : histograms) {
      encode(named.buckets());
      value.clear();
      value.string(EventFields.VALUE_TAG, named.tag());
      value.message(EventFields.HISTOGRAM, histogram);
      summary.message(EventFields.SUMMARY_VALUE, value);
    }
    begin(wallTime, step);
    event.message(EventFields.SUMMARY, summary);
    append();
  }

  /// A distribution under its tag.
  public record NamedHistogram(String tag, HistogramBuckets buckets) {}

  private void encode(HistogramBuckets buckets) {
    histogram.clear();
    histogram.doubleValue(EventFields.MINIMUM, buckets.minimum());
    histogram.doubleValue(EventFields.MAXIMUM, buckets.maximum());
    histogram.doubleValue(EventFields.NUMBER, buckets.number());
    histogram.doubleValue(EventFields.SUM, buckets.sum());
    histogram.doubleValue(EventFields.SUM_OF_SQUARES, buckets.sumOfSquares());
    histogram.packedDoubles(EventFields.BUCKET_LIMITS, buckets.limits());
    histogram.packedDoubles(EventFields.BUCKET_COUNTS, buckets.counts());
  }

  private void begin(Instant wallTime, long step) {
    event.clear();
    event.doubleValue(EventFields.WALL_TIME, wallTime.getEpochSecond() + wallTime.getNano() * 1e-9);
    event.varint(EventFields.STEP, step);
  }

  private void append() throws IOException {
    int length = event.length();
    int size = RecordFraming.HEADER_BYTES + length + RecordFraming.FOOTER_BYTES;
    if (record.capacity() < size) {
      record = ByteBuffer.allocate(2 * size).order(ByteOrder.LITTLE_ENDIAN);
    }
    record.clear();
    record.putLong(length);
    record.putInt(RecordFraming.maskedCrc(record.array(), 0, Long.BYTES));
    record.put(event.array(), 0, length);
    record.putInt(RecordFraming.maskedCrc(event.array(), 0, length));
    record.flip();
    long whole = channel.size();
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      takeBack(whole, e);
      throw e;
    }
  }

  /// A full disk may take a part of a record: without it the file ends with a whole one.
  private void takeBack(long whole, IOException reason) {
    try {
      channel.truncate(whole);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /// Makes everything appended so far survive a power failure.
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.force(false);
    }
  }
}
