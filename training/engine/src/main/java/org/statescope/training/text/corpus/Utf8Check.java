package org.statescope.training.text.corpus;

/// Tells whether bytes that come in pieces are UTF-8: RFC 3629, table 3-7 of the Unicode standard.
/// No overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8Check {
  private static final int VALID = -1;

  private long place;
  private long start;
  private int missing;
  private int lowest = 0x80;
  private int highest = 0xBF;

  /// The place, counted from the first byte of all, where the first invalid sequence begins; −1 if
  /// there is none so far.
  long next(byte[] bytes, int from, int length) {
    int end = from + length;
    int i = from;
    while (i < end) {
      if (missing == 0) {
        int ascii = i;
        while (ascii < end && bytes[ascii] >= 0) {
          ascii++;
        }
        place += ascii - i;
        i = ascii;
        if (i == end) {
          break;
        }
      }
      if (!accept(bytes[i++] & 0xFF)) {
        return start;
      }
      place++;
    }
    return VALID;
  }

  /// Like {@link #next}, once all bytes have been seen.
  long end() {
    return missing == 0 ? VALID : start;
  }

  private boolean accept(int value) {
    if (missing == 0) {
      start = place;
      return acceptFirst(value);
    }
    if (value < lowest || value > highest) {
      return false;
    }
    missing--;
    lowest = 0x80;
    highest = 0xBF;
    return true;
  }

  private boolean acceptFirst(int value) {
    if (value < 0xC2 || value > 0xF4) {
      return false;
    }
    missing = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    lowest = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
    highest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
    return true;
  }
}
