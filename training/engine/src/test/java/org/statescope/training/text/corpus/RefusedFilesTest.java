package org.statescope.training.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedFilesTest {
  @TempDir private Path folder;

  private static void read(Path path) throws IOException {
    CorpusFiles.find(path.toString())
        .read("text", (utf8, from, length) -> {}, PreparationMonitor.NONE);
  }

  private static void assertRefused(Path path, String... parts) {
    TextException failure = assertThrows(TextException.class, () -> read(path));
    String sentence = failure.getMessage();
    for (String part : parts) {
      assertTrue(sentence.contains(part), () -> part + " is not in: " + sentence);
    }
    assertTrue(sentence.contains(path.toString()), sentence);
    assertEquals(1, sentence.lines().count(), sentence);
    assertTrue(sentence.endsWith("."), sentence);
  }

  private Path lines(String... lines) throws IOException {
    return PackedFiles.write(folder.resolve("a.jsonl"), String.join("\n", lines));
  }

  @Test
  void aBadLineIsNamedByItsNumber() throws IOException {
    String good = "{\"text\": \"good\"}";
    assertRefused(lines(good, "", good, "{\"text\": \"half"), "Line 4 of", "is not JSON");
    assertRefused(lines(good, "[1]"), "Line 2 of", "is not a JSON object");
    assertRefused(lines(good, good + good), "Line 2 of", "more than one JSON value");
    assertRefused(lines(good, "{\"text\": 7}"), "Line 2 of", "that is not text");
    assertRefused(
        lines(good, "{\"body\": \"b\", \"title\": {\"text\": \"inside\"}}"),
        "Line 2 of",
        "no field 'text'",
        "(body, title)",
        "--text-field");
    assertRefused(lines(good, "{\"text\": \"\\ud800\"}"), "Line 2 of", "surrogate");
  }

  @Test
  void aMissingColumnIsRefusedWithTheColumnsThereAre() throws IOException {
    Path file = ParquetFiles.write(folder.resolve("a.parquet"), "body", List.of("a"), 1, false);
    assertRefused(file, "no column 'text'", "(body)", "--text-field");
  }

  @Test
  void emptyTextsOfEveryFormatAreRefused() throws IOException {
    for (String name : List.of("a.txt", "a.txt.gz", "a.txt.zst", "a.jsonl", "a.jsonl.zst")) {
      assertRefused(PackedFiles.write(folder.resolve(name), ""), "is empty");
    }
    assertRefused(
        ParquetFiles.write(folder.resolve("a.parquet"), "text", List.of(), 1, false), "is empty");
  }

  @Test
  void brokenUtf8IsRefusedAlsoInsidePackedFiles() throws IOException {
    byte[] latin = "Stra\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
    for (String name : List.of("l.txt", "l.txt.gz", "l.txt.zst")) {
      Path file = PackedFiles.write(folder.resolve(name), latin);
      assertRefused(file, "not UTF-8 text", "an invalid sequence at position 4");
    }
    byte[] line = "{\"text\": \"Stra\u00dfe\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(PackedFiles.write(folder.resolve("l.jsonl"), line), "Line 1 of", "not JSON");
    byte[] cut = Arrays.copyOf("日本".getBytes(StandardCharsets.UTF_8), 5);
    assertRefused(PackedFiles.write(folder.resolve("c.txt"), cut), "at position 3");
  }

  @Test
  void filesThatAreNotWhatTheirNamesSayAreRefused() throws IOException {
    byte[] text = "Call me Ishmael.".repeat(20).getBytes(StandardCharsets.UTF_8);
    for (String name : List.of("x.txt.gz", "x.jsonl.zst", "x.parquet")) {
      assertRefused(Files.write(folder.resolve(name), text), "damaged");
    }
    assertRefused(Files.write(folder.resolve("x.parquet.gz"), text), "unpack it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt.gz", "a.txt.zst", "a.jsonl.gz", "a.jsonl.zst"})
  void aPackedFileCutAnywhereIsRefused(String name) throws IOException {
    List<String> documents = RandomTexts.documents(5, 40, 200);
    Path whole = folder.resolve("whole." + name);
    if (name.contains("jsonl")) {
      PackedFiles.writeLines(whole, "text", List.copyOf(documents));
    } else {
      PackedFiles.write(whole, RandomTexts.joined(documents));
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 1; length < bytes.length; length += 1 + length / 40) {
      Path cut = Files.write(folder.resolve(name), Arrays.copyOf(bytes, length));
      assertThrows(TextException.class, () -> read(cut), "cut to " + length);
    }
  }

  @Test
  void aParquetFileCutAnywhereIsRefused() throws IOException {
    List<String> documents = RandomTexts.documents(6, 40, 100);
    Path whole =
        ParquetFiles.write(folder.resolve("w.parquet"), "text", List.copyOf(documents), 9, true);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 1; length < bytes.length; length += 1 + length / 60) {
      Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
      assertThrows(TextException.class, () -> read(cut), "cut to " + length);
    }
  }

  @Test
  void aParquetFileWithADamagedByteIsReadOrRefusedButNeverAnythingElse() throws IOException {
    List<String> documents = RandomTexts.documents(7, 30, 50);
    Path whole =
        ParquetFiles.write(folder.resolve("w.parquet"), "text", List.copyOf(documents), 9, true);
    byte[] bytes = Files.readAllBytes(whole);
    int refused = 0;
    for (int place = 4; place < bytes.length; place += 11) {
      byte[] changed = bytes.clone();
      changed[place] ^= 0x55;
      try {
        read(Files.write(folder.resolve("changed.parquet"), changed));
      } catch (TextException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }
}
