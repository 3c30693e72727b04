package org.statescope.training.text.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Cuts a text into pieces that are tokenised one by one, so that a text of any size needs the
/// memory of a piece. Where it is cut depends on the text alone.
///
/// After {@link #SHORTEST} bytes a piece ends behind the first line feed, or, if there is none
/// within {@link #LONGEST} bytes, before the last space, that stands alone between two characters
/// that are no white space: there the pre-tokenizers in use (byte-level, white space) separate
/// anyway, so that the tokens are those of the whole text. Without such a place a piece ends
/// between two characters.
final class TextPieces {
  static final int SHORTEST = 1 << 14;
  static final int LONGEST = 1 << 16;

  /// Takes the pieces in order.
  @FunctionalInterface
  interface Taker {
    void piece(String text) throws IOException;
  }

  private final Taker taker;
  private final byte[] buffer = new byte[LONGEST];
  private int filled;

  TextPieces(Taker taker) {
    this.taker = taker;
  }

  void write(byte[] utf8, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = Math.min(LONGEST - filled, length - done);
      System.arraycopy(utf8, from + done, buffer, filled, count);
      filled += count;
      done += count;
      if (filled == LONGEST) {
        pass(cut());
      }
    }
  }

  /// Passes the rest on as the last piece.
  void finish() throws IOException {
    if (filled > 0) {
      pass(filled);
    }
  }

  private void pass(int length) throws IOException {
    taker.piece(new String(buffer, 0, length, StandardCharsets.UTF_8));
    System.arraycopy(buffer, length, buffer, 0, filled - length);
    filled -= length;
  }

  private int cut() {
    for (int place = SHORTEST; place < LONGEST - 1; place++) {
      if (buffer[place] == '\n' && standsAlone(place)) {
        return place + 1;
      }
    }
    for (int place = LONGEST - 2; place >= SHORTEST; place--) {
      if (buffer[place] == ' ' && standsAlone(place)) {
        return place;
      }
    }
    int place = LONGEST - 1;
    while (isInsideCharacter(buffer[place])) {
      place--;
    }
    return place;
  }

  private boolean standsAlone(int place) {
    return !isWhiteSpace(buffer[place - 1]) && !isWhiteSpace(buffer[place + 1]);
  }

  private static boolean isWhiteSpace(byte value) {
    return value == ' ' || value >= '\t' && value <= '\r';
  }

  private static boolean isInsideCharacter(byte value) {
    return (value & 0xC0) == 0x80;
  }
}
