package org.statescope.training.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.TextException;
import org.statescope.training.text.token.ByteTokens;

class CorporaTest {
  @TempDir private Path folder;

  private static Corpus read(Path path) throws IOException {
    return read(TextConfiguration.bytesOf(path.toString()));
  }

  private static Corpus read(TextConfiguration text) throws IOException {
    return Corpora.inMemory(text, PreparationMonitor.NONE);
  }

  private static byte[] bytes(Corpus corpus) {
    return ((ByteTokens) corpus.tokens()).bytes();
  }

  private static void assertRefused(String part, Path path) {
    TextException failure = assertThrows(TextException.class, () -> read(path));
    String sentence = failure.getMessage();
    assertTrue(sentence.contains(part), sentence);
    assertTrue(sentence.contains(path.toString()), sentence);
    assertEquals(1, sentence.lines().count(), sentence);
  }

  @Test
  void theBundledBookIsTheOneItsFingerprintNames() throws IOException {
    Corpus book = read(TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK));
    String named;
    try (var stream =
        CorporaTest.class.getResourceAsStream("/org/statescope/assets/text/moby-dick.txt.sha256")) {
      named = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+")[0];
    }
    assertEquals(named, book.fingerprint().sha256());
    assertEquals(bytes(book).length, book.fingerprint().bytes());
  }

  @Test
  void anUnknownBundledTextIsRefusedWithTheOneThereIs() {
    TextException failure =
        assertThrows(TextException.class, () -> read(TextConfiguration.bytesOf("bundled:ulysses")));
    assertTrue(failure.getMessage().contains("bundled:moby-dick"), failure.getMessage());
  }

  @Test
  void aFileIsReadByteForByte() throws IOException {
    byte[] bytes = "Grüße, 世界 🐋\n".repeat(5000).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("a.txt"), bytes);
    assertArrayEquals(bytes, bytes(read(file)));
  }

  @Test
  void aFolderIsReadRecursivelyInTheOrderOfPathsWithoutHiddenAndBinaryFiles() throws IOException {
    Files.createDirectories(folder.resolve("b/c"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve("z.txt"), "last\n");
    Files.writeString(folder.resolve("b/c/deep.md"), "deep");
    Files.writeString(folder.resolve("a.txt"), "first");
    Files.writeString(folder.resolve(".git/config"), "hidden");
    Files.write(folder.resolve("b/picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
    Corpus corpus = read(folder);
    assertEquals("first\ndeep\nlast\n", new String(bytes(corpus), StandardCharsets.UTF_8));
    assertEquals(List.of(Path.of("b", "picture.png").toString()), corpus.leftOut());
  }

  @Test
  void whatCannotBeLearnedFromIsRefusedInOneSentence() throws IOException {
    assertRefused("There is no text", folder.resolve("missing.txt"));
    assertRefused("is empty", Files.createFile(folder.resolve("empty.txt")));
    Path binary = Files.write(folder.resolve("binary.bin"), new byte[] {'a', 'b', 0, 'c'});
    assertRefused("a zero byte at position 2", binary);
    byte[] latin = "Stra\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused("not UTF-8 text", Files.write(folder.resolve("latin1.txt"), latin));
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    assertRefused("holds no text files", pictures);
    Files.write(pictures.resolve("p.png"), new byte[] {0, 1, 2});
    assertRefused("holds no text files", pictures);
  }

  @Test
  void aBrokenLinkIsRefusedInOneSentence() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    assertRefused("There is no text", link);
  }
}
