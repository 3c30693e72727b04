package org.statescope.training.text.token;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes as UTF-8, a character as soon as it is whole.
final class ByteDecoder implements TokenDecoder {
  /// More than the longest character, before and after one more byte.
  private static final int LONGEST = 8;

  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer pending = ByteBuffer.allocate(LONGEST);
  private final CharBuffer characters = CharBuffer.allocate(LONGEST);

  @Override
  public String next(int token) {
    pending.put((byte) token);
    return decode(false);
  }

  @Override
  public String finish() {
    return decode(true);
  }

  private String decode(boolean end) {
    pending.flip();
    utf8.decode(pending, characters, end);
    pending.compact();
    characters.flip();
    String text = characters.toString();
    characters.clear();
    return text;
  }

  @Override
  public void close() {}
}
