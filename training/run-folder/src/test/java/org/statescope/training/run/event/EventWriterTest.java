package org.statescope.training.run.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.SessionLog;

/// Reads what we write with TensorBoard's own message classes and a framing check written from its
/// specification.
class EventWriterTest {
  @TempDir private Path folder;

  /// The records of a file; fails on any length or CRC that is wrong.
  private static List<org.tensorflow.util.Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<org.tensorflow.util.Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertEquals(maskedCastagnoli(length), bytes.getInt(), "CRC of a length");
      int size = (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      byte[] data = new byte[size];
      bytes.get(data);
      assertEquals(maskedCastagnoli(data), bytes.getInt(), "CRC of the data");
      events.add(org.tensorflow.util.Event.parseFrom(data));
    }
    return events;
  }

  /// CRC-32C bit by bit, so that no library is shared with the writer.
  private static int maskedCastagnoli(byte[] bytes) {
    int crc = ~0;
    for (byte value : bytes) {
      crc ^= value & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private Path onlyFile() throws IOException {
    List<Path> files = EventFiles.in(folder);
    assertEquals(1, files.size());
    return files.getFirst();
  }

  @Test
  void theFirstRecordIsTheVersionHeader() throws IOException {
    EventWriter.open(folder).close();
    List<org.tensorflow.util.Event> events = read(onlyFile());
    assertEquals(1, events.size());
    assertEquals("brain.Event:2", events.getFirst().getFileVersion());
    assertEquals(
        Instant.now().getEpochSecond(),
        events.getFirst().getWallTime(),
        60,
        "wall time in seconds");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tensorBoardsMessagesReadEveryScalarAsWritten(long seed) throws IOException {
    Random random = new Random(seed);
    List<Map<String, Double>> written = new ArrayList<>();
    List<Long> steps = new ArrayList<>();
    try (EventWriter writer = EventWriter.open(folder)) {
      for (int i = 0; i < 200; i++) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int k = 0; k <= random.nextInt(5); k++) {
          values.put("tag/" + "é".repeat(k) + k, (double) (float) random.nextGaussian(0, 1e6));
        }
        long step = random.nextLong(1L << (1 + random.nextInt(60)));
        steps.add(step);
        written.add(values);
        writer.scalars(step, Instant.now(), values);
      }
    }
    List<org.tensorflow.util.Event> events = read(onlyFile());
    assertEquals(written.size() + 1, events.size());
    for (int i = 0; i < written.size(); i++) {
      org.tensorflow.util.Event event = events.get(i + 1);
      assertEquals(steps.get(i), event.getStep());
      Map<String, Double> values = new LinkedHashMap<>();
      for (Summary.Value value : event.getSummary().getValueList()) {
        values.put(value.getTag(), (double) value.getSimpleValue());
      }
      assertEquals(written.get(i), values);
    }
  }

  @Test
  void tensorBoardsMessagesReadAHistogramAsWritten() throws IOException {
    double[] values = new Random(5).doubles(1000, 0.001, 0.1).toArray();
    HistogramBuckets buckets = HistogramBuckets.geometric(values, 30);
    try (EventWriter writer = EventWriter.open(folder)) {
      writer.histograms(
          12, Instant.now(), List.of(new EventWriter.NamedHistogram(Tags.stepSize(3), buckets)));
    }
    Summary.Value value = read(onlyFile()).getLast().getSummary().getValue(0);
    HistogramProto histogram = value.getHisto();
    assertEquals("dynamics/layer3/step_size", value.getTag());
    assertEquals(1000, histogram.getNum());
    assertEquals(buckets.minimum(), histogram.getMin());
    assertEquals(buckets.maximum(), histogram.getMax());
    assertEquals(buckets.sum(), histogram.getSum());
    assertEquals(buckets.sumOfSquares(), histogram.getSumSquares());
    assertArrayEquals(buckets.limits(), doubles(histogram.getBucketLimitList()));
    assertArrayEquals(buckets.counts(), doubles(histogram.getBucketList()));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void aRestartIsASessionStartAtItsFirstStep() throws IOException {
    EventWriter.open(folder).close();
    EventWriter.openAfterRestart(folder, 41).close();
    List<Path> files = EventFiles.in(folder);
    assertEquals(2, files.size());
    org.tensorflow.util.Event restart = read(files.getLast()).getLast();
    assertEquals(SessionLog.SessionStatus.START, restart.getSessionLog().getStatus());
    assertEquals(41, restart.getStep());
  }

  @Test
  void laterFilesSortBehindEarlierOnes() throws IOException {
    for (int i = 0; i < 12; i++) {
      EventWriter.open(folder).close();
    }
    assertEquals(12, EventFiles.in(folder).size());
    for (Path file : EventFiles.in(folder)) {
      assertTrue(file.getFileName().toString().startsWith("events.out.tfevents."));
    }
  }

  @Test
  void whatIsNotFiniteIsRefusedAndLeavesNoRecord() throws IOException {
    try (EventWriter writer = EventWriter.open(folder)) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
        assertThrows(
            IllegalArgumentException.class,
            () -> writer.scalar(1, Instant.now(), "train/loss", value));
      }
    }
    assertEquals(1, read(onlyFile()).size());
  }

  @Test
  void bucketsHoldEveryValueOnce() {
    Random random = new Random(11);
    for (int count : new int[] {1, 7, 13, 129}) {
      double[] values = random.doubles(count, 0, 3).toArray();
      values[0] = 0;
      for (HistogramBuckets buckets :
          List.of(HistogramBuckets.linear(values, 9), HistogramBuckets.geometric(values, 9))) {
        double total = 0;
        for (double counted : buckets.counts()) {
          total += counted;
        }
        assertEquals(count, total);
        assertEquals(buckets.maximum(), buckets.limits()[buckets.limits().length - 1]);
      }
    }
  }
}
