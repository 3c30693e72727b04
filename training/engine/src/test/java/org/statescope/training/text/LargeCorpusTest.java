package org.statescope.training.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.text.cache.TokenCache;
import org.statescope.training.text.corpus.PreparationMonitor;

/// A text of 300 MB through a Java heap of 64 MB.
class LargeCorpusTest {
  private static final int LINES = 75_000;
  private static final String DOCUMENT = "All work and no play. ".repeat(186).substring(0, 3999);
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  /// Reads the text named by the first argument, twice, and draws batches.
  static final class Reader {
    private Reader() {}

    public static void main(String[] arguments) throws IOException {
      TextConfiguration text = TextConfiguration.bytesOf(arguments[0]);
      for (int time = 0; time < 2; time++) {
        int[] readings = {0};
        Corpus corpus =
            Corpora.read(
                text,
                null,
                new TokenCache(Path.of(arguments[1]), System.out::println),
                (stage, share) -> readings[0] += stage == PreparationMonitor.Stage.READING ? 1 : 0);
        SplitText split = SplitText.of(corpus, 0.05, 256);
        TrainingBatches batches = TrainingBatches.of(BatchOrder.SHUFFLED, split, 8, 256, 1);
        long sum = 0;
        for (int i = 0; i < 500; i++) {
          sum += batches.next().tokens()[i];
        }
        System.out.printf(
            "%d %s %d%n", corpus.tokens().size(), readings[0] > 0 ? "read" : "mapped", sum);
      }
    }
  }

  @Test
  @Timeout(value = PATIENCE_SECONDS, unit = TimeUnit.SECONDS)
  void aTextLargerThanTheHeapIsTokenisedAndLearned() throws Exception {
    Path file = folder.resolve("large.jsonl.zst");
    byte[] line = "{\"text\": \"%s\"}%n".formatted(DOCUMENT).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < LINES; i++) {
        out.write(line);
      }
    }
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                file.toString(),
                folder.resolve("cache").toString())
            .redirectErrorStream(true)
            .start();
    List<String> said = reader.inputReader().lines().toList();
    assertEquals(0, reader.waitFor(), said.toString());
    long tokens = (long) LINES * (DOCUMENT.length() + 1) - 1;
    assertEquals(2, said.size(), said.toString());
    assertTrue(said.get(0).startsWith(tokens + " read "), said.toString());
    assertEquals(said.get(0).replace("read", "mapped"), said.get(1));
  }
}
