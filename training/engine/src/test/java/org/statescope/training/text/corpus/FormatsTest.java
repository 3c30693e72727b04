package org.statescope.training.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  @TempDir private Path folder;

  private static String read(Path path, String field) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    CorpusFiles.find(path.toString()).read(field, text::write, PreparationMonitor.NONE);
    return text.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameDocumentsAreTheSameTextInEveryFormat(long seed) throws IOException {
    int longest = seed % 2 == 0 ? 40 : 30_000;
    List<String> documents = RandomTexts.documents(seed, longest == 40 ? 400 : 9, longest);
    String expected = RandomTexts.joined(documents);
    List<@Nullable String> rows = new ArrayList<>(documents);
    rows.add(3, null);
    List<Path> files = new ArrayList<>();
    for (String packing : List.of("", ".gz", ".zst")) {
      files.add(PackedFiles.write(folder.resolve("a.txt" + packing), expected));
      files.add(PackedFiles.writeLines(folder.resolve("a.jsonl" + packing), "body", rows));
    }
    files.add(PackedFiles.writeLines(folder.resolve("A.NDJSON"), "body", rows));
    files.add(ParquetFiles.write(folder.resolve("a.parquet"), "body", rows, 7, false));
    files.add(ParquetFiles.write(folder.resolve("b.parquet"), "body", rows, 1000, true));
    for (Path file : files) {
      assertEquals(expected, read(file, "body"), file::toString);
    }
    assertEquals(expected, read(folderOf(documents), "body"));
  }

  /// One file for each document, in turns of the three formats.
  private Path folderOf(List<String> documents) throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < documents.size(); i++) {
      String name = "%05d".formatted(i);
      String document = documents.get(i);
      switch (i % 3) {
        case 0 -> PackedFiles.write(many.resolve(name + ".txt.gz"), document);
        case 1 -> PackedFiles.writeLines(many.resolve(name + ".jsonl"), "body", List.of(document));
        default ->
            ParquetFiles.write(many.resolve(name + ".parquet"), "body", List.of(document), 1, true);
      }
    }
    return many;
  }
}
