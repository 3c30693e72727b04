package org.statescope.training.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
  private static boolean javaAccepts(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// Whether it is valid, given in pieces.
  private static boolean accepts(byte[] bytes, int piece) {
    Utf8Check check = new Utf8Check();
    for (int from = 0; from < bytes.length; from += piece) {
      if (check.next(bytes, from, Math.min(piece, bytes.length - from)) >= 0) {
        return false;
      }
    }
    return check.end() < 0;
  }

  @Test
  void itAgreesWithJavaOnEverySequenceOfTwoAndOnRandomOnes() {
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        byte[] two = {(byte) first, (byte) second};
        assertEquals(javaAccepts(two), accepts(two, 1));
      }
    }
    int[] lead = {0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 'a'};
    SplittableRandom random = new SplittableRandom(3);
    int valid = 0;
    for (int trial = 0; trial < 200_000; trial++) {
      byte[] bytes = new byte[1 + random.nextInt(6)];
      for (int i = 0; i < bytes.length; i++) {
        int continuation = 0x80 + 0x0F * random.nextInt(5);
        bytes[i] = (byte) (random.nextInt(3) == 0 ? lead[random.nextInt(9)] : continuation);
      }
      boolean expected = javaAccepts(bytes);
      valid += expected ? 1 : 0;
      assertEquals(expected, accepts(bytes, 1 + random.nextInt(4)));
    }
    assertTrue(valid > 100);
  }

  @Test
  void itNamesWhereTheSequenceBegins() {
    Utf8Check check = new Utf8Check();
    byte[] start = "ab日".getBytes(StandardCharsets.UTF_8);
    assertEquals(-1, check.next(start, 0, 4));
    assertEquals(2, check.end());
    assertEquals(-1, check.next(start, 4, 1));
    assertEquals(-1, check.end());
    assertEquals(5, check.next(new byte[] {(byte) 0xFF}, 0, 1));
  }
}
