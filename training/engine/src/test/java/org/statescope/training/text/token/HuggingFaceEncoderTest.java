package org.statescope.training.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.run.TokenizerException;
import org.statescope.training.run.TokenizerFile;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.TextDigest;
import org.statescope.training.text.corpus.TextSource;

class HuggingFaceEncoderTest {
  @TempDir private Path folder;

  /// What Hugging Face's Python package made of the whole book in one call.
  private record Reference(String text, int tokens, String sha256OfU32LittleEndian, int[] first) {}

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        HuggingFaceEncoderTest.class.getResource("/org/statescope/training/text/" + name).toURI());
  }

  private int[] encode(Path tokenizer, byte[] utf8, int piece) throws IOException {
    IntStream.Builder tokens = IntStream.builder();
    try (TokenEncoder encoder =
        TokenEncoder.of(
            TokenizerFile.read(tokenizer),
            folder,
            (values, count) -> Arrays.stream(values, 0, count).forEach(tokens))) {
      for (int from = 0; from < utf8.length; from += piece) {
        encoder.write(utf8, from, Math.min(piece, utf8.length - from));
      }
      encoder.finish();
    }
    return tokens.build().toArray();
  }

  private static byte[] book() throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    TextSource.of(TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK))
        .read("text", bytes::write, PreparationMonitor.NONE);
    return bytes.toByteArray();
  }

  private static String sha256(int[] tokens) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tokens.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(tokens);
    return HexFormat.of().formatHex(TextDigest.sha256().digest(bytes.array()));
  }

  @Test
  void theBookBecomesTheTokensThatTheOriginalPackageMakesOfItInOneCall() throws Exception {
    Reference reference = RunJson.read(resource("bpe-600.moby-dick.json"), Reference.class);
    int[] tokens = encode(resource("bpe-600.json"), book(), 1 << 16);
    assertArrayEquals(reference.first(), Arrays.copyOf(tokens, reference.first().length));
    assertEquals(reference.tokens(), tokens.length);
    assertEquals(reference.sha256OfU32LittleEndian(), sha256(tokens));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 65_536, 100_003})
  void howTheTextArrivesChangesNothing(int piece) throws Exception {
    byte[] text = Arrays.copyOf(book(), 200_001);
    int[] whole = encode(resource("bpe-600.json"), text, text.length);
    assertArrayEquals(whole, encode(resource("bpe-600.json"), text, piece));
  }

  @Test
  void whatIsNoTokenizerIsRefusedInOneSentence() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tokenizer.json"),
            "{\"model\": {\"type\": \"Unheard\", \"vocab\": {\"a\": 0, \"b\": 1}}}");
    TokenizerException failure =
        assertThrows(TokenizerException.class, () -> encode(file, new byte[] {'a'}, 1));
    assertTrue(failure.getMessage().contains("cannot be used"), failure.getMessage());
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void aTextThatTheVocabularyLacksIsRefusedInOneSentence() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("words.json"),
            """
            {"version": "1.0", "pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "vocab": {"whale": 0, "sea": 1}, "unk_token": "?"}}
            """);
    byte[] known = "sea whale sea".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(new int[] {1, 0, 1}, encode(file, known, known.length));
    byte[] unknown = "sea ship".getBytes(StandardCharsets.UTF_8);
    TokenizerException failure =
        assertThrows(TokenizerException.class, () -> encode(file, unknown, unknown.length));
    assertTrue(failure.getMessage().contains("cannot encode this text"), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }
}
