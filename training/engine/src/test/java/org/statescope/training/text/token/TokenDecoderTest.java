package org.statescope.training.text.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.TokenizerFile;

class TokenDecoderTest {
  private static final String TEXT =
      "Call me Ishmael. Größe, 鯨 and 🐋: \"some years ago\"  —\n\n\tnever mind how long…";

  @TempDir private Path libraries;

  @Test
  void bytesComeBackCharacterByCharacter() throws IOException {
    try (TokenDecoder decoder = TokenDecoder.of(null, libraries)) {
      List<String> parts = new ArrayList<>();
      for (byte token : "g→🐋".getBytes(StandardCharsets.UTF_8)) {
        parts.add(decoder.next(token & 0xFF));
      }
      assertEquals(List.of("g", "", "", "→", "", "", "", "🐋"), parts);
      assertEquals("", decoder.finish());
    }
  }

  @Test
  void brokenBytesAreReplacedAndCutOnesComeLast() throws IOException {
    try (TokenDecoder decoder = TokenDecoder.of(null, libraries)) {
      assertEquals("\uFFFD", decoder.next(0xFF));
      assertEquals("", decoder.next(0xE2));
      assertEquals("\uFFFDa", decoder.next('a'));
      assertEquals("", decoder.next(0xE2));
      assertEquals("", decoder.next(0x86));
      assertEquals("\uFFFD", decoder.finish());
    }
  }

  @Test
  void tokensOfAHuggingFaceTokenizerGiveTheirTextBack() throws Exception {
    TokenizerFile file = tokenizer();
    List<Integer> tokens = tokens(file, TEXT);
    StringBuilder text = new StringBuilder();
    int beforeTheEnd = 0;
    try (TokenDecoder decoder = TokenDecoder.of(file, libraries)) {
      for (int token : tokens) {
        text.append(decoder.next(token));
        beforeTheEnd = text.length();
      }
      text.append(decoder.finish());
    }
    assertEquals(TEXT, text.toString());
    assertTrue(beforeTheEnd > 0, "the text came at the end only");
  }

  @Test
  void tokensThatNeverGiveACharacterDoNotPileUp() throws Exception {
    TokenizerFile file = tokenizer();
    int beginning = tokens(file, "🐋").getFirst();
    try (TokenDecoder decoder = TokenDecoder.of(file, libraries)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        text.append(decoder.next(beginning));
      }
      assertTrue(text.toString().contains("\uFFFD"), "they all wait: " + text);
    }
  }

  private static TokenizerFile tokenizer() throws Exception {
    return TokenizerFile.read(
        Path.of(
            TokenDecoderTest.class
                .getResource("/org/statescope/training/text/bpe-600.json")
                .toURI()));
  }

  private List<Integer> tokens(TokenizerFile file, String text) throws IOException {
    List<Integer> tokens = new ArrayList<>();
    TokenOutput collect =
        (more, count) -> {
          for (int i = 0; i < count; i++) {
            tokens.add(more[i]);
          }
        };
    try (TokenEncoder encoder = TokenEncoder.of(file, libraries, collect)) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      encoder.write(utf8, 0, utf8.length);
      encoder.finish();
    }
    return tokens;
  }
}
