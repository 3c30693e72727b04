package org.statescope.training.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against files that pyarrow wrote.
class ParquetColumnTest {
  private static final String TEXT =
      "Call me Ishmael.\nGrüße, 世界 🐋\na line\nand another\nthe same text\nthe same text\n"
          + "x".repeat(3000);

  private static Path file(String codec) throws URISyntaxException {
    String name = "/org/statescope/training/text/rows-%s.parquet".formatted(codec);
    return Path.of(ParquetColumnTest.class.getResource(name).toURI());
  }

  private static String read(Path path, String column) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    CorpusFiles.find(path.toString()).read(column, text::write, PreparationMonitor.NONE);
    return text.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
  void aFileOfEachCodecIsRead(String codec) throws Exception {
    assertEquals(TEXT, read(file(codec), "text"));
    assertEquals("t0\nt1\nt2\nt3\nt4\nt5\nt6\nt7", read(file(codec), "title"));
  }

  @Test
  void aCodecThatIsNotReadIsRefusedWithThoseThatAre() {
    TextException failure = assertThrows(TextException.class, () -> read(file("brotli"), "text"));
    assertTrue(failure.getMessage().contains("snappy, zstd, gzip or lz4"), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void aColumnOfNumbersIsRefusedWithTheColumnsThereAre() {
    TextException failure = assertThrows(TextException.class, () -> read(file("snappy"), "id"));
    assertTrue(failure.getMessage().contains("does not hold texts"), failure.getMessage());
    assertTrue(failure.getMessage().contains("(id, text, title)"), failure.getMessage());
  }
}
