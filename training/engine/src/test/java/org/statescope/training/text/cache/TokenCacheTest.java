package org.statescope.training.text.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.run.UserFolder;
import org.statescope.training.text.corpus.PackedFiles;
import org.statescope.training.text.corpus.PreparationCancelledException;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.PreparationMonitor.Stage;
import org.statescope.training.text.corpus.RandomTexts;
import org.statescope.training.text.corpus.TextException;
import org.statescope.training.text.corpus.TextSource;
import org.statescope.training.text.token.TokenSequence;

class TokenCacheTest {
  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();

  private TokenCache cache() {
    return new TokenCache(folder.resolve("cache"), notices::add);
  }

  private CachedTokens tokens(Path text, TokenizerFile tokenizer) throws IOException {
    readings.set(0);
    return cache().tokens(source(text), "text", tokenizer, this::count);
  }

  private void count(Stage stage, double share) {
    readings.addAndGet(stage == Stage.READING ? 1 : 0);
  }

  private static TextSource source(Path text) throws IOException {
    return TextSource.of(TextConfiguration.bytesOf(text.toString()));
  }

  private static TokenizerFile tokenizer() throws IOException, URISyntaxException {
    return TokenizerFile.read(
        Path.of(
            TokenCacheTest.class
                .getResource("/org/statescope/training/text/bpe-600.json")
                .toURI()));
  }

  private static void assertBytes(String expected, TokenSequence tokens) {
    byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length, tokens.size());
    for (int i = 0; i < bytes.length; i++) {
      assertEquals(bytes[i] & 0xFF, tokens.token(i));
    }
  }

  private Path onlyFile(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertEquals(1, found.size(), found.toString());
      return found.getFirst();
    }
  }

  @Test
  void aTextIsReadOnceAndThenMapped() throws IOException {
    String text = RandomTexts.joined(RandomTexts.documents(1, 50, 900));
    Path file = PackedFiles.write(folder.resolve("a.txt.zst"), text);
    CachedTokens first = tokens(file, null);
    assertBytes(text, first.tokens());
    assertTrue(readings.get() > 0);
    CachedTokens second = tokens(file, null);
    assertEquals(0, readings.get());
    assertBytes(text, second.tokens());
    assertEquals(first.fingerprint(), second.fingerprint());
    assertEquals(List.of(), notices);
  }

  @Test
  void tokensAreKeptAsNarrowAsTheVocabularyAllowsAndComeBackTheSame() throws Exception {
    Path file = folder.resolve("narrow");
    for (int vocabulary : new int[] {2, 256, 257, 65_536, 65_537, 250_000}) {
      int[] tokens = {0, 1, vocabulary - 1, vocabulary / 2, vocabulary / 3};
      int width = vocabulary <= 256 ? 1 : vocabulary <= 65_536 ? 2 : 4;
      try (TokenFileWriter writer = new TokenFileWriter(file, vocabulary)) {
        writer.write(tokens, 3);
        writer.write(tokens, 5);
        writer.finish();
        assertEquals(8, writer.tokens());
        MappedTokens mapped = MappedTokens.map(file, writer.bytesPerToken());
        assertEquals(8L * width, mapped.bytes());
        assertEquals(writer.crc32c(), mapped.crc32c(PreparationMonitor.NONE));
        for (int i = 0; i < 8; i++) {
          assertEquals(tokens[i < 3 ? i : i - 3], mapped.token(i));
        }
      }
    }
  }

  @Test
  void aTokenizerHasAPlaceOfItsOwn() throws Exception {
    Path file = PackedFiles.write(folder.resolve("a.txt"), "the whale, the sea\n".repeat(300));
    long bytes = tokens(file, null).tokens().size();
    CachedTokens encoded = tokens(file, tokenizer());
    assertTrue(encoded.tokens().size() < bytes);
    assertEquals(tokenizer().sha256(), encoded.fingerprint().tokenizerSha256());
    assertEquals(bytes, tokens(file, null).tokens().size());
    assertEquals(0, readings.get());
  }

  @Test
  void aChangedTextIsReadAgainAndSaysSo() throws IOException {
    Path texts = Files.createDirectory(folder.resolve("texts"));
    PackedFiles.write(texts.resolve("a.txt"), "first\n");
    Path second = PackedFiles.write(texts.resolve("b.txt"), "second");
    assertBytes("first\nsecond", tokens(texts, null).tokens());
    Files.writeString(second, "2econd");
    Files.setLastModifiedTime(second, FileTime.from(Instant.now().plusSeconds(5)));
    assertBytes("first\n2econd", tokens(texts, null).tokens());
    assertTrue(notices.getFirst().contains("b.txt is new or has changed"), notices.toString());
    Files.delete(second);
    assertBytes("first\n", tokens(texts, null).tokens());
    assertTrue(notices.getLast().contains("a file is gone"), notices.toString());
    assertEquals(2, notices.size());
    onlyFile(".tokens");
  }

  @Test
  void damagedTokensAreMadeAgainAndSaySo() throws IOException {
    String text = "Call me Ishmael. ".repeat(500);
    Path file = PackedFiles.write(folder.resolve("a.txt"), text);
    List<Damage> damages =
        List.of(
            () -> flip(onlyFile(".tokens"), 4000),
            () -> Files.write(onlyFile(".tokens"), new byte[100]),
            () -> Files.delete(onlyFile(".tokens")),
            () -> Files.writeString(onlyFile(".json"), "{\"format\": 1"),
            () -> Files.writeString(onlyFile(".json"), ""));
    tokens(file, null);
    for (int i = 0; i < damages.size(); i++) {
      damages.get(i).now();
      assertBytes(text, tokens(file, null).tokens());
      assertEquals(i + 1, notices.size());
      assertTrue(notices.getLast().contains("damaged"), notices.getLast());
    }
  }

  @FunctionalInterface
  private interface Damage {
    void now() throws IOException;
  }

  private static void flip(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aCancelledOrFailedPreparationLeavesNothingAndTheNextOneSucceeds() throws IOException {
    String text = "Call me Ishmael. ".repeat(50_000);
    Path file = PackedFiles.write(folder.resolve("a.txt"), text);
    assertThrows(
        PreparationCancelledException.class,
        () ->
            cache()
                .tokens(
                    source(file),
                    "text",
                    null,
                    (stage, share) -> {
                      if (share > 0.5) {
                        throw new PreparationCancelledException();
                      }
                    }));
    assertOnlyLock();
    Path broken = PackedFiles.write(folder.resolve("b.jsonl"), "{\"text\": \"a\"}\nbroken\n");
    assertThrows(TextException.class, () -> tokens(broken, null));
    assertOnlyLock();
    assertBytes(text, tokens(file, null).tokens());
  }

  private void assertOnlyLock() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      assertTrue(files.allMatch(file -> file.toString().endsWith(".lock")));
    }
  }

  @Test
  void whoComesAtTheSameTimeWaitsAndReadsNothing() throws Exception {
    Path file = PackedFiles.write(folder.resolve("a.txt"), "Call me Ishmael. ".repeat(100_000));
    AtomicInteger readers = new AtomicInteger();
    Callable<Long> one =
        () -> {
          boolean[] read = {false};
          long size =
              cache()
                  .tokens(
                      source(file),
                      "text",
                      null,
                      (stage, share) -> read[0] |= stage == Stage.READING)
                  .tokens()
                  .size();
          readers.addAndGet(read[0] ? 1 : 0);
          return size;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (var size : threads.invokeAll(List.of(one, one, one))) {
        assertEquals(1_700_000L, size.get());
      }
    }
    assertEquals(1, readers.get());
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedInOneSentence() throws IOException {
    Path file = PackedFiles.write(folder.resolve("a.txt"), "text");
    TokenCache nowhere = new TokenCache(file.resolve("cache"), notices::add);
    TextException failure =
        assertThrows(
            TextException.class,
            () -> nowhere.tokens(source(file), "text", null, PreparationMonitor.NONE));
    assertTrue(failure.getMessage().contains(UserFolder.CACHE.variable()), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void filesLeftOutAreRememberedWithTheTokens() throws IOException {
    Path texts = Files.createDirectory(folder.resolve("texts"));
    PackedFiles.write(texts.resolve("a.txt"), "text");
    PackedFiles.write(texts.resolve("b.png"), new byte[] {0, 1});
    List<String> leftOut = tokens(texts, null).leftOut();
    assertEquals(List.of("b.png"), leftOut);
    assertEquals(leftOut, tokens(texts, null).leftOut());
    assertFalse(readings.get() > 0);
    assertSame(0, notices.size());
  }
}
