package org.statescope.training.text.token;

/// Bytes in memory as tokens, 0 … 255.
///
/// @param bytes not to be changed
public record ByteTokens(byte[] bytes) implements TokenSequence {
  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int token(long place) {
    return bytes[Math.toIntExact(place)] & 0xFF;
  }
}
