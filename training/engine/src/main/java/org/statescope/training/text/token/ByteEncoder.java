package org.statescope.training.text.token;

import java.io.IOException;

/// Every byte is a token.
final class ByteEncoder implements TokenEncoder {
  private static final int AT_ONCE = 1 << 14;

  private final TokenOutput output;
  private final int[] tokens = new int[AT_ONCE];

  ByteEncoder(TokenOutput output) {
    this.output = output;
  }

  @Override
  public void write(byte[] utf8, int from, int length) throws IOException {
    for (int done = 0; done < length; done += AT_ONCE) {
      int count = Math.min(AT_ONCE, length - done);
      for (int i = 0; i < count; i++) {
        tokens[i] = utf8[from + done + i] & 0xFF;
      }
      output.write(tokens, count);
    }
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
