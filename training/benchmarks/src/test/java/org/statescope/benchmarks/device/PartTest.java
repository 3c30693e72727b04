package org.statescope.benchmarks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
  private static final double LONG = 60;

  @TempDir private Path folder;

  /// A process that prints a row and then does what it is told.
  static final class Measuring {
    private Measuring() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("a library says something");
      System.out.println(new Row("first", Map.of("ms", 1.5)).json());
      switch (arguments[0]) {
        case "hang" -> Thread.sleep(600_000);
        case "fail" -> throw new IllegalStateException("the device is gone");
        default -> System.out.println(new Row("second", Map.of("ms", 2)).json());
      }
    }
  }

  private List<Row> rows(double seconds, double left, String behaviour) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (Results results =
        new Results(new PrintStream(shown, true, StandardCharsets.UTF_8), file)) {
      Part.ofJava("part", seconds, Measuring.class, behaviour).run(results, Deadline.in(left));
    }
    List<Row> rows = Files.readAllLines(file).stream().map(Row::parse).map(Optional::get).toList();
    assertEquals(rows.size(), shown.toString(StandardCharsets.UTF_8).lines().count());
    return rows;
  }

  @Test
  void rowsAreKeptAndOtherLinesAreNot() throws IOException {
    List<Row> rows = rows(LONG, LONG, "go on");
    assertEquals(List.of("first", "second"), rows.stream().map(Row::name).toList());
    assertEquals(1.5, rows.getFirst().number("ms").orElseThrow());
  }

  @Test
  void aPartThatFailsTellsItsLastWords() throws IOException {
    List<Row> rows = rows(LONG, LONG, "fail");
    assertEquals(List.of("first", "part"), rows.stream().map(Row::name).toList());
    String sentence = rows.getLast().text("failed");
    assertTrue(sentence.contains("code 1") && sentence.contains("the device is gone"), sentence);
  }

  @Test
  void aPartThatHangsIsEndedAndItsRowsStay() throws IOException {
    long start = System.nanoTime();
    List<Row> rows = rows(6, LONG, "hang");
    assertTrue(System.nanoTime() - start < 30e9);
    assertEquals(List.of("first", "part"), rows.stream().map(Row::name).toList());
    assertEquals("not done within 6 s", rows.getLast().text("failed"));
  }

  @Test
  void nothingBeginsWhenTheTimeIsOver() throws IOException {
    List<Row> rows = rows(LONG, 1, "hang");
    assertEquals("not measured: the time was over", rows.getFirst().text("failed"));
    assertEquals(1, rows.size());
  }
}
