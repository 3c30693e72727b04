package org.statescope.training.run.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  @TempDir private Path folder;

  private void writeSteps(EventWriter writer, int first, int last) throws IOException {
    for (int step = first; step <= last; step++) {
      writer.scalars(
          step, Instant.ofEpochSecond(1000 + step), Map.of("loss", 1.0 / step, "rate", 2.0 * step));
    }
  }

  private static List<Long> steps(List<Event> events, String tag) {
    return events.stream()
        .filter(event -> event instanceof Event.Scalar scalar && scalar.tag().equals(tag))
        .map(event -> ((Event.Scalar) event).step())
        .toList();
  }

  private static List<Long> range(long first, long last) {
    List<Long> steps = new ArrayList<>();
    for (long step = first; step <= last; step++) {
      steps.add(step);
    }
    return steps;
  }

  @Test
  void whatWasWrittenIsReadInOrder() throws IOException {
    HistogramBuckets buckets = HistogramBuckets.linear(new double[] {1, 2, 2, 5}, 4);
    try (EventWriter writer = EventWriter.open(folder);
        EventReader reader = new EventReader(folder)) {
      assertEquals(List.of(), reader.poll());
      writer.scalar(3, Instant.ofEpochSecond(77, 500_000_000), "a", 0.25);
      writer.histograms(
          4, Instant.ofEpochSecond(78), List.of(new EventWriter.NamedHistogram("h", buckets)));
      List<Event> events = reader.poll();
      assertEquals(
          new Event.Scalar(3, Instant.ofEpochSecond(77, 500_000_000), "a", 0.25),
          events.getFirst());
      Event.Histogram histogram = assertInstanceOf(Event.Histogram.class, events.get(1));
      assertArrayEquals(buckets.counts(), histogram.buckets().counts());
      assertArrayEquals(buckets.limits(), histogram.buckets().limits());
      assertEquals(buckets.sumOfSquares(), histogram.buckets().sumOfSquares());
      assertEquals(List.of(), reader.poll());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aFileThatGrowsByAnyNumberOfBytesIsReadOnce(long seed) throws IOException {
    try (EventWriter writer = EventWriter.open(folder)) {
      writeSteps(writer, 1, 300);
    }
    Path whole = EventFiles.in(folder).getFirst();
    byte[] bytes = Files.readAllBytes(whole);
    Path growing = Files.createDirectory(folder.resolve("growing"));
    Path file = Files.createFile(growing.resolve(whole.getFileName()));
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    try (EventReader reader = new EventReader(growing)) {
      for (int position = 0; position < bytes.length; ) {
        int end = Math.min(bytes.length, position + 1 + random.nextInt(200));
        Files.write(file, Arrays.copyOfRange(bytes, position, end), StandardOpenOption.APPEND);
        events.addAll(reader.poll());
        position = end;
      }
      assertEquals(List.of(), reader.poll());
    }
    assertEquals(range(1, 300), steps(events, "loss"));
    assertEquals(600, events.size());
  }

  @Test
  void aRecordCutOffByAKillIsPassedOverWhenTheRestartComes() throws IOException {
    try (EventWriter writer = EventWriter.open(folder)) {
      writeSteps(writer, 1, 10);
    }
    Path first = EventFiles.in(folder).getFirst();
    byte[] bytes = Files.readAllBytes(first);
    Files.write(first, Arrays.copyOf(bytes, bytes.length - 9));
    try (EventHistory history = new EventHistory(folder)) {
      history.poll();
      assertArrayEquals(longs(range(1, 9)), history.series("loss").steps());
      try (EventWriter writer = EventWriter.openAfterRestart(folder, 6)) {
        writeSteps(writer, 6, 7);
        assertTrue(history.poll());
        assertArrayEquals(longs(range(1, 7)), history.series("loss").steps());
        writeSteps(writer, 8, 12);
        history.poll();
      }
      assertArrayEquals(longs(range(1, 12)), history.series("loss").steps());
      assertEquals(1.0f / 12, history.series("loss").value(11), 1e-7);
      assertEquals(List.of(), history.damages());
      assertFalse(history.poll());
    }
  }

  @Test
  void aRestartPreemptsLaterStepsAlsoOfTagsThatDoNotComeAgain() throws IOException {
    try (EventHistory history = new EventHistory(folder)) {
      try (EventWriter writer = EventWriter.open(folder)) {
        writeSteps(writer, 1, 10);
        writer.scalar(10, Instant.now(), "validation/loss", 3);
      }
      EventWriter.openAfterRestart(folder, 5).close();
      history.poll();
      assertArrayEquals(longs(range(1, 4)), history.series("loss").steps());
      assertEquals(0, history.series("validation/loss").size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aFlippedBitIsReportedAndNeverBecomesANumber(long seed) throws IOException {
    try (EventWriter writer = EventWriter.open(folder)) {
      writeSteps(writer, 1, 50);
    }
    Path file = EventFiles.in(folder).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(seed);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bytes);
    try (EventReader reader = new EventReader(folder)) {
      List<Event> events = reader.poll();
      long damages = events.stream().filter(Event.Damaged.class::isInstance).count();
      assertEquals(1, damages);
      for (Event event : events) {
        if (event instanceof Event.Scalar scalar && scalar.tag().equals("rate")) {
          assertEquals(2.0 * scalar.step(), scalar.value());
        }
      }
    }
  }

  @Test
  void aDamagedRecordCostsOnlyItself() throws IOException {
    try (EventWriter writer = EventWriter.open(folder)) {
      writeSteps(writer, 1, 3);
    }
    Path file = EventFiles.in(folder).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 1;
    Files.write(file, bytes);
    try (EventWriter writer = EventWriter.open(folder);
        EventReader reader = new EventReader(folder)) {
      writeSteps(writer, 4, 5);
      List<Event> events = reader.poll();
      assertEquals(List.of(1L, 2L, 4L, 5L), steps(events, "loss"));
    }
  }

  @Test
  void pollingManyLongRunsIsCheap() throws IOException {
    try (EventWriter writer = EventWriter.open(folder)) {
      writeSteps(writer, 1, 100_000);
    }
    try (EventHistory history = new EventHistory(folder)) {
      history.poll();
      assertEquals(100_000, history.series("loss").size());
      long begin = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        assertFalse(history.poll());
      }
      double millisPerPoll = (System.nanoTime() - begin) / 200e6;
      // Reading the file again would take some 50 ms; a poll that finds nothing must not.
      assertTrue(millisPerPoll < 5, millisPerPoll + " ms");
    }
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
