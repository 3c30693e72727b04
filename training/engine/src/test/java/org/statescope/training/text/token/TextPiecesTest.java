package org.statescope.training.text.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPiecesTest {
  private static List<String> pieces(String text, int call) throws IOException {
    List<String> pieces = new ArrayList<>();
    TextPieces cutter = new TextPieces(pieces::add);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < utf8.length; from += call) {
      cutter.write(utf8, from, Math.min(call, utf8.length - from));
    }
    cutter.finish();
    return pieces;
  }

  private static String text(long seed, String alphabet) {
    int[] characters = alphabet.codePoints().toArray();
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab \n", "ab ", "ab", "日本語", "🐋", "é\n", "\n", " "})
  void thePiecesAreTheTextAndDependOnItAlone(String alphabet) throws IOException {
    String text = text(alphabet.length(), alphabet);
    List<String> whole = pieces(text, Integer.MAX_VALUE - 8);
    assertTrue(whole.size() > 2);
    assertEquals(text, String.join("", whole));
    assertEquals(whole, pieces(text, 4097));
    assertEquals(whole, pieces(text, 65_536));
  }

  @Test
  void aPieceEndsBehindASingleLineFeed() throws IOException {
    List<String> pieces = pieces("one line\nanother\n\n  more\n\n".repeat(20_000), 1 << 20);
    assertTrue(pieces.size() > 5);
    for (String piece : pieces.subList(1, pieces.size())) {
      assertTrue(piece.startsWith("another\n\n"), piece.substring(0, 10));
    }
  }

  @Test
  void withoutOneItEndsBeforeASingleSpace() throws IOException {
    List<String> pieces = pieces("one line\n\nanother\n\n".repeat(20_000), 1 << 20);
    assertTrue(pieces.size() > 5);
    for (String piece : pieces.subList(1, pieces.size())) {
      assertTrue(piece.startsWith(" line"), piece.substring(0, 9));
    }
  }
}
